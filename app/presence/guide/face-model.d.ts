/** The address of the model that the build assembles (`media-pipeline/face-model`). */
declare module 'virtual:face-landmarker.task' {
  const address: string;
  export default address;
}
