; test retarget
; about every fence orders all memory; hints mean nothing, and sleeping lets others run
declare void @llvm.nvvm.membar.cta()
declare void @llvm.nvvm.nanosleep(i32)
declare void @llvm.assume(i1)
declare void @llvm.lifetime.start.p0(ptr)
declare i1 @llvm.nvvm.isspacep.shared(ptr)

define ptx_kernel void @k(ptr %p) {
  %slot = alloca i32, align 4
  call void @llvm.lifetime.start.p0(ptr %slot)
  call void @llvm.nvvm.membar.cta()
  fence syncscope("block") acquire
  call void asm sideeffect "", "~{memory}"()
  %s = call i1 @llvm.nvvm.isspacep.shared(ptr %p)
  call void @llvm.assume(i1 %s)
  store i1 %s, ptr %p, align 1
  call void @llvm.nvvm.nanosleep(i32 100)
  ret void
}

; not: call void @llvm.lifetime
; not: asm
; check: fence seq_cst
; nextln: fence seq_cst
; nextln: $(word=$V) = call i32 @anywarp_isspacep_shared(ptr %0, ptr $V)
; nextln: trunc i32 $word to i1
; not: llvm.assume
; check: call void @anywarp_yield(ptr %0)
; nextln: call void @anywarp.suspend()
; nextln: ret void
