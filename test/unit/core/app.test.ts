/** What holds round every call: who hears of changes, and what the shelf of files keeps. */
import { expect, it } from 'vitest'
import { accept, openSetUpDesk } from '../../helpers/desk'

it('a listener that fails turns no saved change into a failure', async () => {
  const desk = await openSetUpDesk()
  const heard: string[] = []
  desk.app.on(() => {
    throw new Error('window gone')
  })
  desk.app.on((event) => heard.push(...event.topics))
  expect((await accept(desk)).application.state).toBe('accepted')
  expect(heard).toContain('applications')
})

it('the shelf keeps the newest files within its bytes, each for its own client and ten minutes', async () => {
  const { app, client, clock } = await openSetUpDesk()
  const put = (megabytes: number) =>
    app.files.put({ name: 'a', type: '', bytes: new Uint8Array(megabytes * 1024 * 1024) }, client).token
  const [first, second] = [put(100), put(100)]
  expect(app.files.get(first, client)).toBeDefined()
  const third = put(100)
  expect([first, second, third].map((token) => app.files.get(token, client) !== undefined)).toEqual([
    false,
    true,
    true,
  ])
  expect(app.files.get(third, { ...client, id: 'another' })).toBeUndefined()
  clock.minutes(11)
  expect(app.files.get(third, client)).toBeUndefined()
})
