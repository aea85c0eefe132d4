import { useState, type ReactNode } from 'react'
import { Button, Choice, Dialog } from '../../components'
import type { Person, PersonFields } from '../../../shared/model'
import { formatDateTime } from '../../format'
import { useT } from '../../i18n'
import { captionOf, fieldsOf, merge, show, valueAt, withValue, type FieldPath } from './fields'

interface Props {
  /** What was on the screen when the mending began. */
  base: PersonFields
  theirs: Person
  mine: PersonFields
  busy: boolean
  fault: string | null
  foot: ReactNode
  onSave: (merged: PersonFields) => void
  /** Back to the form with what is chosen so far. */
  onBack: (merged: PersonFields) => void
  onClose: () => void
}

/** Two versions of a person side by side: for each field that differs, theirs or mine stays. */
export function Conflict({ base, theirs, mine, busy, fault, foot, onSave, onBack, onClose }: Props) {
  const t = useT()
  const now = fieldsOf(theirs)
  const [{ merged: start, asked }] = useState(() => merge(base, now, mine))
  const [kept, setKept] = useState<Partial<Record<FieldPath, 'theirs' | 'mine'>>>({})
  const choose = (path: FieldPath) => kept[path] ?? 'mine'
  const merged = asked.reduce(
    (fields, path) => (choose(path) === 'theirs' ? withValue(fields, path, valueAt(now, path)) : fields),
    start,
  )
  return (
    <Dialog
      wide
      open
      onClose={onClose}
      title={t('desk.conflict_title')}
      actions={
        <>
          <Button kind="primary" icon="disk" shortcut="F8" onPress={() => onSave(merged)}>
            {busy ? t('desk.saving') : t('desk.conflict_apply')}
          </Button>
          <Button icon="back" onPress={() => onBack(merged)}>
            {t('desk.leave_no')}
          </Button>
        </>
      }
    >
      <p className="second">
        {t('desk.conflict_lead', { by: theirs.updatedBy, at: formatDateTime(theirs.updatedAt) })}
      </p>
      {asked.length === 0 ? (
        <p>{t('desk.conflict_same')}</p>
      ) : (
        <table className="conflict">
          <thead>
            <tr>
              <th scope="col">{t('desk.conflict_field')}</th>
              <th scope="col">{t('desk.conflict_choice')}</th>
            </tr>
          </thead>
          <tbody>
            {asked.map((path) => (
              <tr key={path}>
                <th scope="row">{captionOf(t, path)}</th>
                <td>
                  <Choice
                    bare
                    label={captionOf(t, path)}
                    value={choose(path)}
                    onChange={(value) => setKept({ ...kept, [path]: value })}
                    options={[
                      {
                        value: 'theirs',
                        label: t('desk.conflict_theirs', { value: show(t, path, valueAt(now, path)) }),
                      },
                      {
                        value: 'mine',
                        label: t('desk.conflict_mine', { value: show(t, path, valueAt(mine, path)) }),
                      },
                    ]}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <div className="mend-foot">
        {fault && (
          <p className="not-ready" role="alert">
            <strong>{t('desk.not_saved')}</strong> {fault}
          </p>
        )}
        {foot}
      </div>
    </Dialog>
  )
}
