// First: what the pages add stands over it.
import './styles/index.css'
import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { makeQueryClient } from './api/hooks'
import App from './app'
import { applyAppearance } from './appearance'
import { Toasts } from './components'
import { DeskGate } from './desk'
import { LanguageProvider } from './i18n'
import { startKeys } from './keys'

applyAppearance()
// Once more after the first paint: only then is there a layout to measure anew.
requestAnimationFrame(() => requestAnimationFrame(applyAppearance))
startKeys()

const root = document.getElementById('root')
if (root)
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={makeQueryClient()}>
        <LanguageProvider>
          <Toasts>
            <DeskGate>
              <App />
            </DeskGate>
          </Toasts>
        </LanguageProvider>
      </QueryClientProvider>
    </StrictMode>,
  )
