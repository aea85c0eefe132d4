import { Dialog, Kbd } from '../components'
import { useT } from '../i18n'
import { kazakhLetters, useKeyList } from '../keys'

/** F1: every key that does something on this page. */
export function KeysDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const t = useT()
  const keys = useKeyList()
  return (
    <Dialog open={open} onClose={onClose} title={t('common.keys_title')} wide>
      <dl className="keys-list">
        {keys.map(({ combo, label }) => (
          <KeyLine key={combo} combo={combo} label={label} />
        ))}
        <KeyLine
          combo={t('common.keys_letters_key')}
          label={t('common.keys_letters', { letters: kazakhLetters.join(' ') })}
        />
        <KeyLine combo="ArrowUp ArrowDown" label={t('common.keys_list')} />
        <KeyLine combo="Tab" label={t('common.keys_tab')} />
        <KeyLine combo="Esc" label={t('common.keys_esc')} />
      </dl>
    </Dialog>
  )
}

function KeyLine({ combo, label }: { combo: string; label: string }) {
  return (
    <>
      <dt>
        <Kbd>{combo}</Kbd>
        <span className="vh">{combo}</span>
      </dt>
      <dd>{label}</dd>
    </>
  )
}
