/** The components of the desk. */
export { Icon, Brand, type IconName } from './icon'
export { Button, Kbd, type ButtonProps } from './button'
export {
  Choice,
  DateField,
  FieldMessage,
  LetterRow,
  NameLetters,
  RadioRow,
  SelectField,
  TextField,
  Tick,
  fieldElement,
  focusField,
  type DateFieldProps,
  type Option,
  type SelectFieldProps,
  type TextFieldProps,
} from './fields'
export {
  Chip,
  DayStrip,
  daysTone,
  DeadlineChip,
  DutyReason,
  ErrorNote,
  Facts,
  Fold,
  Note,
  Progress,
  WhyText,
  termText,
  useErrorText,
  useFieldErrors,
  type DeadlineChipProps,
  type Tone,
} from './status'
export { ActionBar, Page, PageHead, Part, Split } from './layout'
export { Filters } from './filters'
export { FormDialog } from './form-dialog'
export { FilePick } from './file-pick'
export { FromCentral } from './from-central'
export { Dialog, Toasts, useToast, type DialogProps } from './dialog'
export { CorrectionDialog, DifferenceView, type CorrectionDialogProps } from './difference'
export { DataTable, type Column, type DataTableProps } from './data-table'
export { PaperView, type PaperHandle } from './paper-view'
