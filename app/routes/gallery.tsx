import { useState, type ReactNode } from 'react';
import { BottomBar, TopBar } from '../ui/bars.tsx';
import { Brand } from '../ui/brand.tsx';
import { Button, LinkButton } from '../ui/button.tsx';
import { DataTable } from '../ui/data-table.tsx';
import { DeskButton, DeskField, DeskPart, FactList } from '../ui/desk-form.tsx';
import { DigitPad } from '../ui/digit-pad.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { Field, PasswordField } from '../ui/field.tsx';
import { LimitMeter } from '../ui/limit-meter.tsx';
import { Notice, StatusTag, type Tone } from '../ui/notice.tsx';
import { PictureChoice } from '../ui/picture-choice.tsx';
import { Progress, TimeCount } from '../ui/progress.tsx';
import { Say } from '../ui/say.tsx';
import { CameraStage, Stage } from '../ui/stage.tsx';
import { Empty, Skeleton, Steps } from '../ui/states.tsx';

// The state sheet: every component in every state it can be in. Built in development only.

function Sheet({ name, children }: { name: string; children: ReactNode }) {
  return (
    <section id={name} aria-label={name} className="flex flex-col gap-4 border-t-2 border-line pt-4">
      <h2 className="text-title font-bold">{name}</h2>
      {children}
    </section>
  );
}

const tones: Tone[] = ['ok', 'warn', 'bad', 'info', 'plain'];

const drawing = (shape: string) =>
  `data:image/svg+xml,${encodeURIComponent(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 240 240" fill="#e3f2ec" stroke="#1b1f1d" stroke-width="6">${shape}</svg>`,
  )}`;

const pictures = [
  '<circle cx="120" cy="120" r="80"/>',
  '<rect x="50" y="50" width="140" height="140"/>',
  '<path d="M120 40 210 200H30Z"/>',
  '<path d="M120 30 200 120 120 210 40 120Z"/>',
].map((shape, index) => ({ id: `picture-${index}`, pictureUrl: drawing(shape), text: null }));

const texts = ['扶着肩和髋', '拉着胳膊', '抱着腰'].map((text, index) => ({
  id: `text-${index}`,
  pictureUrl: null,
  text,
}));

function Buttons() {
  return (
    <Sheet name="Button">
      <Button>接着学</Button>
      <Button icon="play">接着学</Button>
      <Button busy>正在登录</Button>
      <Button disabled>接着学</Button>
      <Button kind="second" icon="sound">
        再听一遍
      </Button>
      <Button kind="second" disabled>
        再听一遍
      </Button>
      <Button kind="danger">全部退出</Button>
      <Button kind="quiet">看原因</Button>
      <LinkButton to="/gallery">学下一课</LinkButton>
      <LinkButton to="tel:037100000000" outside kind="second" icon="phone">
        打电话
      </LinkButton>
    </Sheet>
  );
}

function Forms() {
  return (
    <Sheet name="Field">
      <ErrorSummary
        told={null}
        errors={[
          { field: 'phone-wrong', say: '手机号是 11 位数字。', fix: '再看一看。' },
          { field: null, say: '试的次数有点多。' },
        ]}
      />
      <Field name="phone" label="手机号" type="tel" hint="11 位数字" />
      <Field name="phone-wrong" label="手机号" type="tel" defaultValue="138" error="手机号是 11 位数字。" />
      <PasswordField name="password" label="密码" hint="第一次来,密码填老师给的码。" />
      <Field name="closed" label="班级" defaultValue="一班" disabled />
    </Sheet>
  );
}

function Choices() {
  const [picked, setPicked] = useState<string | null>('picture-1');
  return (
    <>
      <Sheet name="PictureChoice">
        <div className="flex h-100 flex-col">
          <PictureChoice choices={pictures} onPick={setPicked} picked={picked} />
        </div>
        <PictureChoice choices={texts} onPick={setPicked} picked={picked} />
        <PictureChoice choices={texts} onPick={setPicked} disabled />
      </Sheet>
      <Sheet name="DigitPad">
        <div className="flex h-112 flex-col">
          <DigitPad onDone={setPicked} />
        </div>
      </Sheet>
    </>
  );
}

export default function Gallery() {
  return (
    <>
      <TopBar backTo={null} title="老师点名" />
      <main id="main" className="mx-auto flex max-w-160 flex-col gap-6 p-4">
        <Sheet name="TopBar">
          <TopBar />
          <Brand name="真学" />
        </Sheet>
        <Sheet name="Say">
          <Say sentence="上次学到 18 分 40 秒。" detail="视频停着,不着急。" sound="resume" />
        </Sheet>
        <Buttons />
        <Sheet name="Notice">
          {tones.map((tone) => (
            <Notice
              key={tone}
              tone={tone}
              title="有 3 分钟没记上。"
              action={<Button kind="second">从这里补</Button>}
            >
              再学一遍就能补。
            </Notice>
          ))}
          <p className="flex flex-wrap gap-2 text-note">
            {tones.map((tone) => (
              <StatusTag key={tone} tone={tone}>
                学完了
              </StatusTag>
            ))}
          </p>
        </Sheet>
        <Sheet name="Progress">
          {[0, 620_000, 1_800_000].map((ms) => (
            <Progress
              key={ms}
              doneMs={ms}
              waitingMs={90_000}
              wholeMs={1_800_000}
              label="学到哪里"
              text={`${ms}`}
            />
          ))}
          <TimeCount big label="一共记了" time="1 小时 20 分 5 秒" />
          <TimeCount label="今天记了" time="18 分 40 秒" />
        </Sheet>
        <Choices />
        <Sheet name="Stage">
          <Stage over={<p>正在打开</p>}>{null}</Stage>
          <div className="flex h-112 flex-col">
            <CameraStage tip="脸朝着窗户或灯。">{null}</CameraStage>
          </div>
        </Sheet>
        <Forms />
        <Sheet name="Steps">
          <Steps now={2} steps={['登录', '看说明', '照张相']} />
        </Sheet>
        <Sheet name="Empty">
          <Empty icon="file" say="还没开始学。">
            学了就记在这里。
          </Empty>
        </Sheet>
        <Sheet name="DataTable">
          <DataTable
            caption="学员"
            columns={[
              { head: '姓名', cell: ({ name }) => name },
              { head: '已记', numeric: true, cell: ({ time }) => time },
            ]}
            rows={[
              { name: '张桂兰', time: '18 分 40 秒' },
              { name: '李秀英', time: '0 秒' },
            ]}
            keyOf={({ name }) => name}
          />
        </Sheet>
        <Sheet name="Desk">
          <div className="desk-frame flex flex-col gap-3 text-desk">
            <DeskPart title="服务器看到的">
              <FactList
                facts={[
                  { name: '判断', value: '是本人' },
                  { name: '看到几张脸', value: '1' },
                ]}
              />
            </DeskPart>
            <DeskField name="desk-reason" label="原因" hint="至少 4 个字。" />
            <DeskField name="desk-wrong" label="原因" error="原因至少写 4 个字。" />
            <p className="flex flex-wrap gap-2">
              <DeskButton>记下</DeskButton>
              <DeskButton busy>记下</DeskButton>
            </p>
            <LimitMeter
              {...{ label: '网课', value: 16, limit: 16, whole: 40, isWithin: true }}
              say="共 40 课时,网课最多 16。"
            />
            <LimitMeter
              {...{ label: '网课', value: 18, limit: 16, whole: 40, isWithin: false }}
              say="共 40 课时,网课最多 16。现在 18,超 2。"
              action={<DeskButton type="button">减网课</DeskButton>}
            />
            <LimitMeter
              {...{ label: '网课', value: 0, limit: 0, whole: 0, isWithin: true }}
              say="先填总课时。"
            />
          </div>
        </Sheet>
        <Sheet name="Skeleton">
          <Skeleton />
        </Sheet>
      </main>
      <BottomBar>
        <Button>接着学</Button>
      </BottomBar>
    </>
  );
}
