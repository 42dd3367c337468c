import { loadGraph, openBackend } from './load-model.server.ts';
import { modelFiles } from './models.ts';
import * as tf from '@tensorflow/tfjs-core';
await openBackend();
for (const [a,b,s,n,o] of [['wide','wideWeights',224,1,'global_pooling/Mean'],['detector','detectorWeights',256,1,undefined],['eyes','eyesWeights',64,2,undefined]] as const){
const m = await loadGraph(modelFiles[a], modelFiles[b]);
const x=tf.zeros([n,s,s,3]);
for(let i=0;i<3;i++)m.execute(x,o);
const acc:Record<string,[number,number]>={};
const be:any=tf.backend(); 
const reg=tf.getKernelsForBackend('wasm');
const orig=new Map();
for(const k of reg){orig.set(k.kernelName,k.kernelFunc);(k as any).kernelFunc=(p:any)=>{const t=performance.now();const r=orig.get(k.kernelName)(p);const d=performance.now()-t;(acc[k.kernelName]??=[0,0])[0]+=d;acc[k.kernelName]![1]++;if(k.kernelName==='FusedConv2D'||k.kernelName==='Conv2D'||k.kernelName.includes('Depth')){const key=k.kernelName+' '+JSON.stringify(p.inputs.x.shape)+JSON.stringify(p.inputs.filter.shape)+(p.attrs.activation??'')+p.attrs.strides+p.attrs.pad;(acc[key]??=[0,0])[0]+=d;acc[key]![1]++}return r}}
const t=performance.now();for(let i=0;i<10;i++)m.execute(x,o);console.log(a,(performance.now()-t)/10);
for(const [k,v] of Object.entries(acc).sort((p,q)=>q[1][0]-p[1][0]).slice(0,14))console.log('  ',k,(v[0]/10).toFixed(1),v[1]/10);
for(const k of reg)(k as any).kernelFunc=orig.get(k.kernelName);
}
