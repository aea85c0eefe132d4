/** Files of this folder share one load of the core, so that importing the helper hooks the first of them only. */
import { afterEach } from 'vitest'
import { putAway } from '../helpers/desk'

afterEach(putAway)
