import {
  ArrowLeft,
  ArrowRight,
  ArrowUpDown,
  BadgeCheck,
  BookOpen,
  BriefcaseBusiness,
  Building2,
  Calendar,
  CalendarCheck,
  Check,
  ChartColumn,
  ChevronDown,
  ChevronUp,
  CircleAlert,
  CircleCheck,
  CircleQuestionMark,
  Clock,
  Download,
  Eye,
  FileText,
  History,
  Hourglass,
  House,
  IdCard,
  Inbox,
  Info,
  Keyboard,
  KeyRound,
  List,
  Lock,
  LogOut,
  MessageSquare,
  Minus,
  Package,
  Pencil,
  Phone,
  Plus,
  Printer,
  QrCode,
  RotateCcw,
  Save,
  Search,
  Send,
  ShieldCheck,
  SlidersHorizontal,
  Stamp,
  Trash2,
  TriangleAlert,
  Undo2,
  Upload,
  User,
  UserPlus,
  Users,
  X,
  type LucideIcon,
} from 'lucide-react'

/** Icons by what they mean, so that one meaning has one picture everywhere. */
const icons = {
  today: CalendarCheck,
  counter: Inbox,
  people: User,
  papers: FileText,
  jobs: BriefcaseBusiness,
  exchange: ArrowUpDown,
  village: House,
  reports: ChartColumn,
  settings: SlidersHorizontal,
  search: Search,
  lock: Lock,
  check: Check,
  done: CircleCheck,
  stop: CircleAlert,
  warn: TriangleAlert,
  info: Info,
  help: CircleQuestionMark,
  clock: Clock,
  wait: Hourglass,
  sent: Send,
  disk: Save,
  print: Printer,
  plus: Plus,
  none: Minus,
  calendar: Calendar,
  card: IdCard,
  close: X,
  group: Users,
  down: ChevronDown,
  up: ChevronUp,
  back: ArrowLeft,
  next: ArrowRight,
  scan: QrCode,
  again: RotateCcw,
  look: Eye,
  download: Download,
  upload: Upload,
  batch: Package,
  leave: LogOut,
  undo: Undo2,
  law: BookOpen,
  decide: Stamp,
  message: MessageSquare,
  phone: Phone,
  mend: Pencil,
  remove: Trash2,
  list: List,
  keyboard: Keyboard,
  password: KeyRound,
  safe: ShieldCheck,
  history: History,
  granted: BadgeCheck,
  centre: Building2,
  personNew: UserPlus,
} satisfies Record<string, LucideIcon>

export type IconName = keyof typeof icons

/** A picture beside a word; it says nothing on its own and is hidden from screen readers. */
export function Icon({ name, small, className }: { name: IconName; small?: boolean; className?: string }) {
  const Picture = icons[name]
  return (
    <Picture
      aria-hidden
      focusable={false}
      className={['icon', small ? 'icon-s' : '', className ?? ''].filter(Boolean).join(' ')}
    />
  )
}

/** The mark of the program: a sheet with its tear-off line. */
export function Brand() {
  return (
    <p className="brand">
      <svg className="icon" viewBox="0 0 20 20" aria-hidden="true">
        <path d="M4.5 2.5h11v15h-11z" />
        <path d="M2.5 12h15" strokeDasharray="2 2.2" />
      </svg>
      <span className="word" lang="kk">
        Қабылдау
      </span>
    </p>
  )
}
