import type { VideoContainer } from '../app/approval/sniff-container.ts';

/** Streams that a file may hold. */
export const streamsMax = 8;
/** Longer sides than this are not decoded, px. */
export const sideMax = 4_096;

/**
 * How every program opens an uploaded file: only this file, only by the demuxer of what its bytes are, no references
 * to other files followed (H01, H02), no more streams and pixels than are allowed (H03).
 */
export function writeInput(container: VideoContainer, path: string): string[] {
  return [
    ...['-protocol_whitelist', 'file', '-f', container],
    ...(container === 'mov' ? ['-enable_drefs', '0', '-use_absolute_path', '0'] : []),
    ...['-max_streams', `${streamsMax}`, '-max_pixels', `${sideMax * sideMax}`],
    ...['-i', `file:${path}`],
  ];
}

/** ffprobe: what the head of a file says, as JSON. */
export function writeHeadProbe(container: VideoContainer, path: string): string[] {
  const stream = [
    'index,codec_type,codec_name,width,height,sample_aspect_ratio,avg_frame_rate,r_frame_rate,channels',
    'field_order,color_transfer',
  ];
  const shown = [
    'format=start_time,duration',
    `stream=${stream.join(',')}`,
    'stream_side_data=rotation',
    'stream_disposition=attached_pic',
  ];
  return [
    ...['-hide_banner', '-v', 'error', '-show_entries', shown.join(':'), '-of', 'json'],
    ...writeInput(container, path),
  ];
}

/** ffprobe: the packets from `fromS` to the end (all of them without it), a line each: stream, time and duration in seconds. */
export function writeTailProbe(container: VideoContainer, path: string, fromS: number | null): string[] {
  return [
    ...['-hide_banner', '-v', 'error'],
    ...(fromS === null ? [] : ['-read_intervals', `${fromS}%`]),
    ...['-show_entries', 'packet=stream_index,pts_time,duration_time', '-of', 'csv=p=0'],
    ...writeInput(container, path),
  ];
}
