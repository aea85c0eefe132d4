import { expect, test, words } from './fixtures'

test.use({ holds: 'nothing' })

test.describe('first start', () => {
  test('shows the first-run screen, and again after a kill', async ({ desk }) => {
    const first = () =>
      expect(desk.page.getByRole('heading', { name: words('kk', 'setup.language_title') })).toBeVisible()
    await first()
    await desk.kill()
    await desk.restart()
    await first()
  })

  test('leaves no secret in the address', async ({ desk }) => {
    await expect(desk.page.getByRole('heading').first()).toBeVisible()
    expect(new URL(desk.page.url()).search).toBe('')
  })

  test('runs no script that a page was made to hold', async ({ desk }) => {
    await expect(desk.page.getByRole('heading').first()).toBeVisible()
    const ran = await desk.page.evaluate(() => {
      const script = document.createElement('script')
      script.textContent = 'window.injected = true'
      document.head.append(script)
      return 'injected' in window
    })
    expect(ran).toBe(false)
    // This refusal was provoked; any other still fails the test.
    await expect.poll(() => desk.faults.length).toBe(1)
    expect(desk.faults.pop()).toContain('script-src')
  })
})
