import type { Words } from '../../platform/words.ts';
import { BottomBar, Page, TopBar } from '../../ui/bars.tsx';
import { Button, LinkButton } from '../../ui/button.tsx';
import { useWords } from '../../ui/frame.tsx';
import { Icon, type IconName } from '../../ui/icon.tsx';
import { StatusTag } from '../../ui/notice.tsx';
import { Say } from '../../ui/say.tsx';
import { CameraRepair } from './camera-repair.tsx';
import type { DeviceCheck } from './device-check.client.ts';
import { faultOf, type DeviceStands, type DeviceView } from './device-view.ts';
import { deviceFaults, deviceNames, deviceRows, deviceWords, type DeviceRow } from './device-words.ts';
import { useDeviceCheck } from './use-device-check.ts';

/** 看看手机: one row at a time, a tick or one repair each. */
export function DevicePage() {
  const say = useWords();
  const { check, view, camera } = useDeviceCheck();
  const { now, rows, isOver } = view;
  if (now === 'camera' && rows.camera === 'denied')
    return (
      <div className="screen screen-fixed">
        <TopBar title={say(deviceWords.title)} />
        <CameraRepair
          state={camera === 'asking' ? 'asking' : 'denied'}
          onRetry={() => check?.tap(true)}
          purpose="face"
        />
      </div>
    );
  const allGood = isOver && deviceRows.every((row) => faultOf(rows[row]) === null);
  const seesCamera = camera === 'on' && now !== null;
  return (
    <Page
      top={<TopBar title={say(deviceWords.title)} />}
      bottom={
        <BottomBar>
          <Tap check={check} view={view} allGood={allGood} />
        </BottomBar>
      }
    >
      {now === null ? (
        <Say
          sentence={say(allGood ? deviceWords.allGood : deviceWords.say)}
          detail={isOver ? undefined : say(deviceWords.fix)}
          sound={allGood ? 'device-good' : 'device-check'}
        />
      ) : (
        <div role="status">
          <Say {...sayRow(now, rows[now], say)} />
        </div>
      )}
      {seesCamera && (
        <div className="relative mx-auto h-40 w-full max-w-60 overflow-hidden rounded-button bg-stage">
          <div ref={check?.mount} role="img" aria-label={say(deviceWords.camera)} className="fill mirrored" />
        </div>
      )}
      {now !== null && <Passed rows={rows} now={now} />}
      {now === null && (
        <ol className="flex flex-col gap-2">
          {deviceRows.map((row) => (
            <Row key={row} row={row} stands={rows[row]} />
          ))}
        </ol>
      )}
    </Page>
  );
}

/** How a thing stands that is not wrong. */
function sayStands(stands: DeviceStands): Words {
  if (stands === 'asked') return deviceWords.askSound;
  return stands === 'good' || stands === 'looking' || stands === 'unknown'
    ? deviceWords[stands]
    : deviceWords.later;
}

/** The one sentence while a thing is looked at: what is wrong and its repair, else what is looked at. */
function sayRow(row: DeviceRow, stands: DeviceStands, say: (words: Words) => string) {
  const fault = faultOf(stands);
  if (fault) return { sentence: say(deviceFaults[fault].say), detail: say(deviceFaults[fault].fix) };
  return { sentence: say(deviceNames[row]), detail: say(sayStands(stands)) };
}

/** What was looked at already, in one line: the row that is looked at has the page. */
function Passed({ rows, now }: { rows: DeviceView['rows']; now: DeviceRow }) {
  const say = useWords();
  return (
    <ul className="flex flex-wrap gap-2 text-note">
      {deviceRows.slice(0, deviceRows.indexOf(now)).map((row) => (
        <li key={row}>
          <StatusTag tone={faultOf(rows[row]) ? 'warn' : rows[row] === 'good' ? 'ok' : 'info'}>
            {say(deviceNames[row])}
          </StatusTag>
        </li>
      ))}
    </ul>
  );
}

const marks: Record<'good' | 'bad' | 'open' | 'unknown', { icon: IconName; look: string }> = {
  good: { icon: 'check', look: 'bg-ok-soft text-ok' },
  bad: { icon: 'warn', look: 'bg-warn-soft text-warn' },
  open: { icon: 'clock', look: 'bg-hair text-ink-2' },
  unknown: { icon: 'info', look: 'bg-info-soft text-info' },
};

function Row({ row, stands }: { row: DeviceRow; stands: DeviceStands }) {
  const say = useWords();
  const fault = faultOf(stands);
  const { icon, look } = marks[fault ? 'bad' : stands === 'good' || stands === 'unknown' ? stands : 'open'];
  return (
    <li className="flex items-center gap-3 rounded-button border border-hair bg-card p-2">
      <span className={`flex h-9 w-9 shrink-0 items-center justify-center rounded-tag ${look}`}>
        <Icon name={icon} />
      </span>
      <span className="min-w-0 grow">
        <span className="font-bold">{say(deviceNames[row])}</span>
        <span className="text-ink-2"> · {say(fault ? deviceFaults[fault].say : sayStands(stands))}</span>
        {fault && <span className="block font-bold text-warn">{say(deviceFaults[fault].fix)}</span>}
      </span>
    </li>
  );
}

/** The one button of the row that is looked at. */
function Tap({ check, view, allGood }: { check: DeviceCheck | null; view: DeviceView; allGood: boolean }) {
  const say = useWords();
  const { now, rows, isOver } = view;
  if (isOver)
    return (
      <>
        <LinkButton to="/">{say(allGood ? deviceWords.goOn : deviceWords.goAnyway)}</LinkButton>
        {!allGood && (
          <LinkButton kind="second" to="/help">
            {say(deviceWords.teacher)}
          </LinkButton>
        )}
      </>
    );
  if (now === null)
    return (
      <Button busy={!check} onClick={() => void check?.begin()}>
        {say(deviceWords.start)}
      </Button>
    );
  const two = 'grid grid-cols-2 gap-2';
  if (rows[now] === 'asked')
    return (
      <div className={two}>
        <Button onClick={() => check?.tap(true)}>{say(deviceWords.heard)}</Button>
        <Button kind="second" onClick={() => check?.tap(false)}>
          {say(deviceWords.notHeard)}
        </Button>
      </div>
    );
  if (faultOf(rows[now]) === null)
    return (
      <Button busy disabled>
        {say(deviceWords.looking)}
      </Button>
    );
  // Light, face and distance turn good by themselves.
  const isLive = now === 'light' || now === 'face' || now === 'distance';
  return (
    <div className={isLive ? '' : two}>
      {!isLive && <Button onClick={() => check?.tap(true)}>{say(deviceWords.again)}</Button>}
      <Button kind="second" onClick={() => check?.tap(false)}>
        {say(deviceWords.skip)}
      </Button>
    </div>
  );
}
