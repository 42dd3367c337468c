/** How slides look: very large type, everything above y = 600 so that subtitles hide nothing. */
export const slideStyle = `
  * { margin: 0; box-sizing: border-box; }
  html { --size: 60px; background: #F6F7F5; color: #1B1F1D; color-scheme: only light;
    font-family: "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif; }
  body { width: 1280px; height: 720px; position: relative; overflow: hidden; }
  .way { position: absolute; inset: 0 0 auto 0; height: 12px; background: #DDE3DF; }
  .way i { display: block; height: 100%; background: #0B6B50; border-radius: 0 6px 6px 0; }
  .lesson { position: absolute; left: 64px; top: 36px; font-size: 28px; line-height: 1.3; color: #4A524E; }
  .lesson b { color: #0B6B50; }
  h1 { position: absolute; left: 64px; right: 64px; top: 82px; font-size: 70px; line-height: 1.25;
    font-weight: 700; white-space: nowrap; letter-spacing: 0; }
  .body { position: absolute; left: 64px; right: 64px; top: 196px; height: 396px; display: flex; gap: 48px; }
  .points { flex: 1; min-width: 0; display: flex; flex-direction: column; justify-content: center; gap: 22px;
    list-style: none; padding: 0; height: 100%; }
  .points li { background: #FFFFFF; border-left: 12px solid #0B6B50; border-radius: 14px; padding: 14px 20px 16px 26px;
    font-size: var(--size); line-height: 1.25; font-weight: 400; }
  .drawing { flex: none; width: 396px; height: 396px; background: #FFFFFF; border-radius: 28px;
    display: flex; align-items: center; justify-content: center; }
  .drawing img { width: 340px; height: 340px; }
  .alone { margin: 0 auto; }
  .review { position: absolute; left: 64px; bottom: 22px; font-size: 22px; line-height: 1.2; color: #8A4B00;
    background: #FFF3DC; border-radius: 999px; padding: 6px 18px 8px; }
  .cover h1 { top: 210px; right: 520px; white-space: normal; text-wrap: balance;
    font-size: 84px; line-height: 1.22; }
  .cover h1 span { display: inline-block; }
  .cover .lesson { top: 130px; font-size: 36px; }
  .cover .drawing { position: absolute; right: 64px; top: 142px; width: 436px; height: 436px; }
  .cover .drawing img { width: 376px; height: 376px; }
`;
