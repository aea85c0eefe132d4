/** The commands and their options. What a command does is in `commands/`; what is said in `shared/locale`. */
import { Command, Help, InvalidArgumentError, Option, type CommanderError } from 'commander'
import { translator, type Translator } from '../../shared/locale'
import type { PaperLanguage, ScreenLanguage } from '../../shared/model'
import { environmentLanguage } from '../language'
import { dataFolder, programFolder, programVersion } from '../places'
import { callOperation, listOperations } from './commands/call'
import { deadline, tellDeadline } from './commands/deadline'
import { exportBatch, exportKey, receiveBatches, takeAnswers, verifyFile } from './commands/exchange'
import { iin } from './commands/iin'
import { move } from './commands/move'
import { render } from './commands/render'
import { takeBatch } from './commands/take'
import { Usage, type Io } from './io'

interface Common {
  data?: string
  lang?: ScreenLanguage
  json?: boolean
}

/** The language of messages: `--lang` before the command, or anywhere but in `render`; else the environment's. */
export function languageOf(args: readonly string[], environment: Io['environment']): ScreenLanguage {
  const rendering = args.indexOf('render')
  const mine = rendering === -1 ? args : args.slice(0, rendering)
  const at = mine.findIndex((arg) => arg === '--lang' || arg.startsWith('--lang='))
  const asked = at === -1 ? undefined : (mine[at]?.split('=')[1] ?? mine[at + 1])
  return asked === 'kk' || asked === 'ru' || asked === 'en' ? asked : environmentLanguage(environment)
}

const plain = new Help()

/** Parser of an option that takes one of a few words; commander's own `choices` would speak English. */
const oneOf =
  <T extends string>(...words: T[]) =>
  (value: string): T => {
    const found = words.find((word) => word === value)
    if (found === undefined) throw new InvalidArgumentError(value)
    return found
  }

/** Commander's headings and errors in the language of the desk. */
function speak(command: Command, t: Translator, io: Io): Command {
  const titles: Record<string, string> = {
    'Usage:': t('cli.help_usage'),
    'Arguments:': t('cli.help_arguments'),
    'Options:': t('cli.help_options'),
    'Global Options:': t('cli.help_options'),
    'Commands:': t('cli.help_commands'),
  }
  return command
    .helpOption('-h, --help', t('cli.help_help'))
    .helpCommand(false)
    .exitOverride()
    .configureHelp({
      helpWidth: 100,
      styleTitle: (title) => titles[title] ?? title,
      commandUsage: (of) => plain.commandUsage(of).replace('[options]', t('cli.help_options_word')),
      subcommandTerm: (of) => plain.subcommandTerm(of).replace('[options] ', '').replace(' [options]', ''),
    })
    .configureOutput({ writeOut: io.out, writeErr: io.err, outputError: () => {} })
}

/** What commander could not understand, as a sentence of ours. */
export function usageText(error: CommanderError, t: Translator): string {
  const [, what = ''] = /'([^']*)'/.exec(error.message) ?? []
  switch (error.code) {
    case 'commander.unknownCommand':
      return t('cli.usage_unknown_command', { what })
    case 'commander.unknownOption':
      return t('cli.usage_unknown_option', { what })
    case 'commander.missingArgument':
      return t('cli.usage_missing_argument', { what })
    case 'commander.missingMandatoryOptionValue':
    case 'commander.optionMissingArgument':
      return t('cli.usage_missing_option', { what })
    case 'commander.excessArguments':
      return t('cli.usage_too_many')
    case 'commander.conflictingOption':
      return t('cli.usage_conflict')
    default:
      return t('cli.usage_bad_value', { what })
  }
}

/** Build the program for one run. */
export function buildProgram(t: Translator, io: Io): Command {
  const program = speak(new Command('qabyldau'), t, io)
    .description(t('cli.about'))
    .version(programVersion(programFolder()), '-V, --version', t('cli.help_version'))
    .usage(t('cli.help_synopsis'))
    .enablePositionalOptions()
    .addHelpText('after', () => manual(t))

  const dataOption = () => new Option('--data <dir>', t('cli.option_data'))
  const langOption = () =>
    new Option('--lang <kk|ru|en>', t('cli.option_lang')).argParser(oneOf('kk', 'ru', 'en'))
  const jsonOption = () => new Option('--json', t('cli.option_json'))
  program.addOption(dataOption()).addOption(langOption()).addOption(jsonOption())
  /** A command that takes the common options after its name as well as before it. */
  const command = (usage: string, about: string) =>
    speak(program.command(usage), t, io)
      .description(about)
      .addOption(dataOption())
      .addOption(langOption())
      .addOption(jsonOption())
  const common = (own: Common) => {
    const all: Common = { ...program.opts<Common>(), ...own }
    return { json: all.json ?? false, dataFolder: dataFolder(all.data, io.environment) }
  }

  command('iin', t('cli.about_iin'))
    .argument('<number>', t('cli.argument_iin'))
    .action((number: string, own: Common) => iin(number, common(own).json, t, io))

  command('deadline', t('cli.about_deadline'))
    .requiredOption('--from <day>', t('cli.option_from'))
    .requiredOption('--term <term>', t('cli.option_term'))
    .option('--portal', t('cli.option_portal'))
    .action(async (own: Common & { from: string; term: string; portal?: boolean }) => {
      const { json, dataFolder } = common(own)
      const why = await deadline(
        { from: own.from, term: own.term, portal: own.portal ?? false, dataFolder },
        t,
      )
      if (json) io.out(JSON.stringify(why, null, 2) + '\n')
      else tellDeadline(why, t, io)
    })

  // `--lang` and `--data` mean the paper here; the common ones go before the command.
  speak(program.command('render'), t, io)
    .description(t('cli.about_render'))
    .argument('<form-id>', t('cli.argument_form'))
    .addOption(
      new Option('--lang <kk|ru>', t('cli.option_paper_lang'))
        .argParser(oneOf('kk', 'ru'))
        .makeOptionMandatory(),
    )
    .addOption(new Option('--sample', t('cli.option_sample')).conflicts('data'))
    .addOption(new Option('--long', t('cli.option_long')).implies({ sample: true }).conflicts('data'))
    .option('--data <file>', t('cli.option_values'))
    .requiredOption('--out <dir>', t('cli.option_out'))
    .option('--pdf', t('cli.option_pdf'))
    .addOption(jsonOption())
    .action(
      async (
        formId: string,
        own: {
          lang: PaperLanguage
          sample?: boolean
          long?: boolean
          data?: string
          out: string
          pdf?: boolean
          json?: boolean
        },
      ) => {
        if (!own.sample && own.data === undefined) throw new Usage(t('cli.usage_values'))
        const { dataFolder, json } = common(own.json ? { json: true } : {})
        const done = await render({
          formId,
          language: own.lang,
          valuesFile: own.data ?? null,
          long: own.long ?? false,
          out: own.out,
          pdf: own.pdf ?? false,
          dataFolder,
        })
        if (json) return io.out(JSON.stringify(done, null, 2) + '\n')
        io.out([done.docx, ...(done.pdf ? [done.pdf] : [])].join('\n') + '\n')
      },
    )

  command('export', t('cli.about_export'))
    .option('--out <dir>', t('cli.option_copy'))
    .action(async (own: Common & { out?: string }) => {
      const { json, dataFolder } = common(own)
      await exportBatch(dataFolder, own.out, json, t, io)
    })

  command('verify', t('cli.about_verify'))
    .argument('<file>', t('cli.argument_batch'))
    .option('--key <file>', t('cli.option_verify_key'))
    .action(async (file: string, own: Common & { key?: string }) => {
      await verifyFile(file, own.key, common(own).json, t, io)
    })

  command('ack', t('cli.about_ack'))
    .argument('<files...>', t('cli.argument_answers'))
    .action(async (files: string[], own: Common) => {
      const { json, dataFolder } = common(own)
      await takeAnswers(dataFolder, files, json, t, io)
    })

  command('key', t('cli.about_key'))
    .requiredOption('--out <dir>', t('cli.option_key_out'))
    .action(async (own: Common & { out: string }) => {
      const { json, dataFolder } = common(own)
      await exportKey(dataFolder, own.out, json, t, io)
    })

  command('receive', t('cli.about_receive'))
    .argument('<dir>', t('cli.argument_inbox'))
    .option('--name <name>', t('cli.option_receiver_name'))
    .option('--trust <file>', t('cli.option_trust'), (file: string, before: string[] = []) => [
      ...before,
      file,
    ])
    .action(async (dir: string, own: Common & { name?: string; trust?: string[] }) => {
      await receiveBatches(dir, own, common(own).json, t, io)
    })

  command('move', t('cli.about_move'))
    .requiredOption('--to <place>', t('cli.option_to'))
    .option('--from <place>', t('cli.option_move_from'))
    .option('--use', t('cli.option_use'))
    .action(async (own: Common & { to: string; from?: string; use?: boolean }) => {
      const { json, dataFolder } = common(own)
      await move({ dataFolder, from: own.from, to: own.to, use: own.use ?? false }, json, t, io)
    })

  const staffId = (value: string) => {
    if (!/^[1-9]\d{0,9}$/.test(value)) throw new InvalidArgumentError(value)
    return Number(value)
  }

  command('take', t('cli.about_take'))
    .argument('<file>', t('cli.argument_batch'))
    .requiredOption('--as <staff-id>', t('cli.option_as'), staffId)
    .option('--dry-run', t('cli.option_dry_run'))
    .action(async (file: string, own: Common & { as: number; dryRun?: boolean }) => {
      const { json, dataFolder } = common(own)
      await takeBatch({ file, staffId: own.as, dryRun: own.dryRun ?? false, json, dataFolder }, t, io)
    })

  command('call', t('cli.about_call'))
    .argument('[operation]', t('cli.argument_operation'))
    .argument('[input]', t('cli.argument_input'))
    .option('--as <staff-id>', t('cli.option_as'), staffId)
    .option('--out <dir>', t('cli.option_call_out'))
    .option('--list', t('cli.option_list'))
    .action(
      async (
        operation: string | undefined,
        input: string | undefined,
        own: Common & { as?: number; out?: string; list?: boolean },
      ) => {
        const { json, dataFolder } = common(own)
        if (own.list) return listOperations(json, io)
        if (operation === undefined) throw new Usage(t('cli.usage_missing_argument', { what: 'operation' }))
        await callOperation({ operation, input, staffId: own.as, out: own.out, dataFolder }, t, io)
      },
    )

  command('demo', t('cli.about_demo'))
    .requiredOption('--out <dir>', t('cli.option_demo_out'))
    .action(async (own: Common & { out: string }) => {
      const { runDemo } = await import('./demo')
      await runDemo({ out: own.out, json: common(own).json, t, io })
    })

  return program
}

/** What stands under the list of commands: examples, exit codes, environment. */
function manual(t: Translator): string {
  const table = (rows: [string, string][], width: number) =>
    rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`).join('\n')
  const examples: [string, string][] = [
    ['qabyldau iin 123456789012', t('cli.example_iin')],
    ['qabyldau deadline --from 2026-03-19T17:00 --term 1wd', t('cli.example_deadline')],
    ['qabyldau render 214-annex1 --lang kk --sample --out papers --pdf', t('cli.example_render')],
    ['qabyldau export --data D:\\desk --out E:\\', t('cli.example_export')],
    ['qabyldau verify batch.zip --json', t('cli.example_verify')],
    ['qabyldau move --to postgres://desk@server/qabyldau --use', t('cli.example_move')],
    ['qabyldau take ais-17.zip --as 1 --dry-run', t('cli.example_take')],
    ['qabyldau ack E:\\answers\\*.ack.json', t('cli.example_ack')],
    ['qabyldau receive /srv/batches --trust qabyldau-971240001315.key.json', t('cli.example_receive')],
    [`qabyldau call person.search '{"text":"012"}' --as 1`, t('cli.example_call')],
  ]
  return [
    '',
    t('cli.manual_examples'),
    examples.map(([line, about]) => `  ${line}\n      ${about}`).join('\n'),
    '',
    t('cli.manual_exit'),
    table(
      [
        ['0', t('cli.exit_0')],
        ['1', t('cli.exit_1')],
        ['2', t('cli.exit_2')],
      ],
      3,
    ),
    '',
    t('cli.manual_environment'),
    table(
      [
        ['QABYLDAU_DATA', t('cli.environment_data')],
        ['QABYLDAU_REGISTER', t('cli.environment_register')],
        ['QABYLDAU_LANG', t('cli.environment_lang')],
        ['QABYLDAU_BROWSER', t('cli.environment_browser')],
        ['QABYLDAU_PASSWORD', t('cli.environment_password')],
        ['QABYLDAU_LOG', t('cli.environment_log')],
        ['QABYLDAU_DRIVES', t('cli.environment_drives')],
      ],
      18,
    ),
  ].join('\n')
}

/** The translator of one run. */
export const translatorFor = (args: readonly string[], io: Io): Translator =>
  translator(languageOf(args, io.environment))
