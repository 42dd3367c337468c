/** A block of commands of a page of docs/deploy: on which machines, as whom, and the commands one by one. */
export type Steps = { on: string[]; as: string; about: string; commands: string[] };

const head = /^# ((?:\d+\.){3}\d+(?: and (?:\d+\.){3}\d+)*), as (\w+)(.*)$/;

/** Every block of shell commands of a page, in its order; throws at one that does not say where and as whom. */
export function readSteps(page: string): Steps[] {
  return [...page.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map(([, block = '']) => {
    const [first = '', ...lines] = block.trimEnd().split('\n');
    const [, on = '', as = '', about = ''] = head.exec(first) ?? [];
    if (!on) throw new Error(`A block does not say on which machine and as whom: ${first}`);
    return { on: on.split(' and '), as, about: about.replace(/^[,:;] /, ''), commands: splitCommands(lines) };
  });
}

/** A command a line, a here-document with its command. */
function splitCommands(lines: string[]): string[] {
  const commands: string[] = [];
  let end = '';
  for (const line of lines) {
    if (end) commands.push(`${commands.pop()}\n${line}`);
    else commands.push(line);
    if (end) end = line === end ? '' : end;
    else end = /<<'(\w+)'/.exec(line)?.[1] ?? '';
  }
  return commands;
}

/** What a unit of systemd runs, as whom and with what. */
export type Unit = { user: string; folder: string; environment: string[]; files: string[]; run: string[] };

export function readUnit(text: string): Unit {
  const all = (name: string) => [...text.matchAll(new RegExp(`^${name}=(.*)$`, 'gm'))].map(([, v = '']) => v);
  // systemd's own escapes: %% and $$.
  const plain = (line: string) => line.replaceAll('%%', '%').replaceAll('$$', '$');
  return {
    user: all('User')[0] ?? 'root',
    folder: all('WorkingDirectory')[0] ?? '/',
    environment: all('Environment').flatMap((line) => line.split(' ')),
    files: all('EnvironmentFile'),
    run: [...all('ExecStartPre'), ...all('ExecStart')].map(plain),
  };
}
