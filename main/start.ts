/** `npm start`: see `web/start.ts`. */
import { startDesk } from './web/start'

await startDesk(process.argv.slice(2))
