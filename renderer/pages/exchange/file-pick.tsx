import { useRef } from 'react'
import { Button, type IconName } from '../../components'

/** A button that asks for one file. */
export function FilePick({
  accept,
  label,
  icon = 'upload',
  shortcut,
  onFile,
}: {
  accept: string
  label: string
  icon?: IconName
  shortcut?: string
  onFile: (file: File) => void
}) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <input
        ref={input}
        type="file"
        accept={accept}
        hidden
        onChange={(event) => {
          const file = event.currentTarget.files?.[0]
          event.currentTarget.value = ''
          if (file) onFile(file)
        }}
      />
      <Button icon={icon} {...(shortcut ? { shortcut } : {})} onPress={() => input.current?.click()}>
        {label}
      </Button>
    </>
  )
}
