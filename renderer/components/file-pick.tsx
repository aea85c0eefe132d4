import { useRef } from 'react'
import { Button } from './button'
import type { IconName } from './icon'

/** A button that asks for one file. */
export function FilePick({
  accept,
  label,
  icon = 'upload',
  shortcut,
  name,
  small = false,
  onFile,
}: {
  accept: string
  label: string
  icon?: IconName
  shortcut?: string
  /** What is read aloud where the words of the button say too little by themselves. */
  name?: string
  small?: boolean
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
        aria-label={name}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0]
          event.currentTarget.value = ''
          if (file) onFile(file)
        }}
      />
      <Button
        small={small}
        icon={icon}
        {...(shortcut ? { shortcut } : {})}
        {...(name ? { label: name } : {})}
        onPress={() => input.current?.click()}
      >
        {label}
      </Button>
    </>
  )
}
