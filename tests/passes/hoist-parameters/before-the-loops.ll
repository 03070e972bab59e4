; test retarget, emit-entries, link-device-runtime, hoist-parameters
; about parameters are loaded once before the scheduler's loops, whose threads have been inlined into these
declare i32 @llvm.nvvm.read.ptx.sreg.tid.x()

define ptx_kernel void @k(ptr %p, i32 %n) {
  %t = call i32 @llvm.nvvm.read.ptx.sreg.tid.x()
  %a = getelementptr i32, ptr %p, i32 %t
  store i32 %n, ptr %a, align 4
  ret void
}

; check: define void @kernel0(ptr %0
; check: $(place=$V) = getelementptr inbounds i8, ptr %0, i32 24
; check: $(parameters=$V) = load i32, ptr $(place), align 4
; check: $(n=$V) = load i32, ptr $(=.*), align 4, !invariant.load
; check: br i1
; not: invariant.load
; check: store i32 $(n), ptr
