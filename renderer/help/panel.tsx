/** F1: what this page is for, its keys, the first day, words, what is new, and the bundle of a problem. */
import { useEffect, useRef, useState } from 'react'
import { useLocation } from 'wouter'
import { foldName } from '../../shared/rules/names'
import { translate } from '../../shared/locale'
import { Button, Filters, Icon, Kbd, TextField } from '../components'
import { useDesk } from '../desk'
import { useLanguage, useT } from '../i18n'
import { kazakhLetters, useKeyList } from '../keys'
import { FirstDay } from './day'
import { ProblemReport } from './report'
import { helpNews, helpWords, topicOf } from './topics'
import './help.css'

const tabs = ['page', 'day', 'words', 'news', 'report'] as const
export type HelpTab = (typeof tabs)[number]

/** Beside the desk, not over it: the page is narrower and can be worked on. */
export function HelpPanel({
  tab,
  onTab,
  onClose,
}: {
  tab: HelpTab
  onTab: (tab: HelpTab) => void
  onClose: () => void
}) {
  const t = useT()
  const panel = useRef<HTMLElement>(null)
  useEffect(() => {
    const before = document.activeElement
    document.body.classList.add('helping')
    panel.current?.focus()
    const own = panel.current
    return () => {
      document.body.classList.remove('helping')
      // Back to where the work was, unless it went on elsewhere meanwhile.
      if (before instanceof HTMLElement && (own?.contains(document.activeElement) ?? true)) before.focus()
    }
  }, [])
  return (
    <aside
      className="help-panel"
      aria-label={t('help.title')}
      ref={panel}
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        event.preventDefault()
        onClose()
      }}
    >
      <div className="help-head">
        <h2>{t('help.title')}</h2>
        <Button kind="plain" small icon="close" shortcutShown="F1" onPress={onClose}>
          {t('help.close')}
        </Button>
      </div>
      <Filters
        label={t('help.tabs')}
        value={tab}
        onChange={onTab}
        options={tabs.map((value) => ({ value, label: t(`help.tab_${value}`) }))}
      />
      <div className="help-body" role="group" aria-label={t(`help.tab_${tab}`)} tabIndex={0}>
        {tab === 'page' && <ThisPage />}
        {tab === 'day' && <FirstDay />}
        {tab === 'words' && <Words />}
        {tab === 'news' && <News />}
        {tab === 'report' && <ProblemReport />}
      </div>
    </aside>
  )
}

function ThisPage() {
  const t = useT()
  const [address] = useLocation()
  const topic = topicOf(address)
  const keys = useKeyList()
  return (
    <>
      <h3>{t(`help.topic_${topic}_title`)}</h3>
      <p>{t(`help.topic_${topic}_what`)}</p>
      <h4>{t('help.how')}</h4>
      <ol>
        {t(`help.topic_${topic}_steps`)
          .split('\n')
          .map((step) => (
            <li key={step}>{step}</li>
          ))}
      </ol>
      <h4>{t('help.keys_here')}</h4>
      <dl className="help-keys">
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
    </>
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

function Words() {
  const t = useT()
  const { language } = useLanguage()
  const [sought, setSought] = useState('')
  const others = (['kk', 'ru', 'en'] as const).filter((other) => other !== language)
  const list = helpWords
    .map((word) => ({
      word,
      own: t(`help.word_${word}`),
      others: others.map((other) => ({ other, text: translate(other, `help.word_${word}`) })),
    }))
    // In any of the three languages, and with Russian letters for Kazakh ones.
    .filter(({ own, others: rest }) =>
      [own, ...rest.map(({ text }) => text)].some((text) => foldName(text).includes(foldName(sought))),
    )
    .sort((a, b) => a.own.localeCompare(b.own, language))
  return (
    <>
      <TextField label={t('help.words_find')} value={sought} onChange={setSought} kazakhKeys />
      {list.length === 0 && <p role="status">{t('help.words_none')}</p>}
      <dl className="help-words">
        {list.map(({ word, own, others: rest }) => (
          <div key={word}>
            <dt>
              <span className="strong">{own}</span>
              {rest.map(({ other, text }) => (
                <span key={other} lang={other} className="second">
                  {' '}
                  · {text}
                </span>
              ))}
            </dt>
            <dd>{t(`help.word_${word}_means`)}</dd>
          </div>
        ))}
      </dl>
    </>
  )
}

function News() {
  const t = useT()
  const { status } = useDesk()
  return (
    <>
      <h3>{t('help.news_version', { version: status.version })}</h3>
      <ul className="help-news">
        {helpNews.map((item) => (
          <li key={item}>
            <p className="strong">
              <Icon small name="check" /> {t(`help.news_${item}`)}
            </p>
            <p>{t(`help.news_${item}_text`)}</p>
          </li>
        ))}
      </ul>
    </>
  )
}
