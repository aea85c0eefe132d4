interface FilterOption<V extends string> {
  value: V
  label: string
  count?: number | undefined
}

/** A few views of one list, side by side; the count stands after the word. */
export function Filters<V extends string>(props: {
  label: string
  value: V
  onChange: (value: V) => void
  options: readonly FilterOption<V>[]
}) {
  return (
    <div className="filters" role="group" aria-label={props.label}>
      {props.options.map((option) => (
        <button
          type="button"
          key={option.value}
          aria-pressed={option.value === props.value}
          onClick={() => props.onChange(option.value)}
        >
          {option.label}
          {option.count === undefined ? '' : ' ' + option.count}
        </button>
      ))}
    </div>
  )
}
