// about: inline PTX that is refused, each reached from a kernel; what no kernel reaches is not reported
__device__ void tensor(unsigned *d) {
    asm volatile("mma.sync.aligned.m16n8k8.row.col.f32.tf32.tf32.f32 {%0}, {%1}, {%1}, {%0};" : "+r"(d[0]) : "r"(d[1]));
    asm("wmma.load.a.sync.aligned.row.m16n16k16.f16 {%0}, [%0], 1;" ::"r"(d[0]));
    asm("wgmma.fence.sync.aligned;");
    asm("tcgen05.fence::before_thread_sync;");
    asm("ldmatrix.sync.aligned.m8n8.x1.shared.b16 {%0}, [%1];" : "=r"(d[0]) : "r"(d[1]));
    asm("stmatrix.sync.aligned.m8n8.x1.shared.b16 [%0], {%0};" ::"r"(d[0]));
    asm("movmatrix.sync.aligned.m8n8.trans.b16 %0, %1;" : "=r"(d[0]) : "r"(d[1]));
}

__device__ void memory(unsigned *d) {
    asm("tex.1d.v4.f32.s32 {%0, _, _, _}, [%1, {%2}];" : "=r"(d[0]) : "l"(d), "r"(d[1]));
    asm("tld4.r.2d.v4.f32.f32 {%0, _, _, _}, [%1, {%2, %2}];" : "=r"(d[0]) : "l"(d), "r"(d[1]));
    asm("txq.width.b32 %0, [%1];" : "=r"(d[0]) : "l"(d));
    asm("{ .reg .pred p; istypep.texref p, %0; }" ::"l"(d));
    asm("suld.b.1d.b32.trap {%0}, [%1, {%2}];" : "=r"(d[0]) : "l"(d), "r"(d[1]));
    asm("sust.b.1d.b32.trap [%0, {%1}], {%1};" ::"l"(d), "r"(d[1]));
    asm("sured.b.add.1d.u32.trap [%0, {%1}], %1;" ::"l"(d), "r"(d[1]));
    asm("suq.width.b32 %0, [%1];" : "=r"(d[0]) : "l"(d));
    asm("tensormap.replace.tile.rank.global.b1024.b32 [%0], 2;" ::"l"(d));
    asm("barrier.cluster.arrive;");
    asm("clusterlaunchcontrol.try_cancel.async [%0], [%0];" ::"r"(d[0]));
    asm("mapa.u64 %0, %1, 0;" : "=l"(*(unsigned long long *)d) : "l"(d));
    asm("getctarank.u64 %0, %1;" : "=r"(d[0]) : "l"(d));
    asm("multimem.red.relaxed.gpu.global.add.u32 [%0], 1;" ::"l"(d));
    asm("cp.async.bulk.tensor.1d.global.shared::cta.bulk_group [%0, {%1}], [%1];" ::"l"(d), "r"(d[0]));
    asm("setmaxnreg.inc.sync.aligned.u32 40;");
}

__device__ void flow(unsigned *d) {
    asm("call (%0), f, (%1);" : "=r"(d[0]) : "r"(d[1]));
    asm("ret;");
    asm("brx.idx %0, table;" ::"r"(d[0]));
    asm("alloca.u64 %0, 16;" : "=l"(*(unsigned long long *)d));
    asm("stacksave.u64 %0;" : "=l"(*(unsigned long long *)d));
    asm("stackrestore.u64 %0;" ::"l"(d));
}

__device__ void details(unsigned *d) {
    asm("frob.u32 %0, 1;" : "=r"(d[0]));
    asm("mov.u32 %0, 1;\n\tadd.rn.u32 %0, %0, 1;" : "=r"(d[0]));
    asm("mov.u32 %0, %%smid;" : "=r"(d[0]));
    asm("shfl.idx.b32 %0, %1, 0, 31;" : "=r"(d[0]) : "r"(d[1]));
    asm("cvt.f32.s32 %0, %1;" : "=r"(d[0]) : "r"(d[1]));
    asm("mov.u64 %0, variable;" : "=l"(*(unsigned long long *)d));
    asm("ld.param.u32 %0, [x];" : "=r"(d[0]));
    asm(".shared .b32 x;");
    asm("add.u32 %0, 1" : "=r"(d[0]));
    asm("mad.lo.u32 %0, %1, 1000, %%nctaid.x;" : "=r"(d[0]) : "r"(d[1]));
}

__global__ void kernel(unsigned *d) {
    tensor(d);
    memory(d);
    flow(d);
    details(d);
}

__device__ void unreached() { asm("mma.sync;"); }

int main() {
    kernel<<<1, 1>>>(nullptr);
    return 0;
}
