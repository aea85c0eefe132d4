/** The menu: what the platform's keys need (copy, paste, zoom, quit), no developer tools in the installed desk. */
import { app, Menu, type MenuItemConstructorOptions } from 'electron'
import type { Translator } from '../../shared/locale'

export function menuTemplate(t: Translator, packaged: boolean): MenuItemConstructorOptions[] {
  return [
    {
      label: t('cli.menu_desk'),
      submenu: [
        { role: 'reload', label: t('cli.menu_reload') },
        { type: 'separator' },
        { role: 'quit', label: t('cli.menu_quit') },
      ],
    },
    {
      label: t('cli.menu_edit'),
      submenu: [
        { role: 'undo', label: t('cli.menu_undo') },
        { role: 'redo', label: t('cli.menu_redo') },
        { type: 'separator' },
        { role: 'cut', label: t('cli.menu_cut') },
        { role: 'copy', label: t('cli.menu_copy') },
        { role: 'paste', label: t('cli.menu_paste') },
        { role: 'selectAll', label: t('cli.menu_select_all') },
      ],
    },
    {
      label: t('cli.menu_view'),
      submenu: [
        { role: 'zoomIn', label: t('cli.menu_zoom_in') },
        { role: 'zoomOut', label: t('cli.menu_zoom_out') },
        { role: 'resetZoom', label: t('cli.menu_zoom_reset') },
        { role: 'togglefullscreen', label: t('cli.menu_full_screen') },
        ...(packaged ? [] : [{ role: 'toggleDevTools', label: t('cli.menu_developer') } as const]),
      ],
    },
  ]
}

export function setMenu(t: Translator): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(t, app.isPackaged)))
}
