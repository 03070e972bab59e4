; test retarget, emit-entries
; about a called function may ask who runs, so the scheduler keeps track
declare i32 @llvm.nvvm.read.ptx.sreg.tid.x()

define i32 @helper() noinline {
  %t = call i32 @llvm.nvvm.read.ptx.sreg.tid.x()
  ret i32 %t
}

define ptx_kernel void @k(ptr %p) {
  %t = call i32 @helper()
  store i32 %t, ptr %p, align 4
  ret void
}

; check: call void @anywarp_run_loop(ptr %0, ptr %1, i32 %2, i32 %3, ptr @k.thread)
; check: kernel k: Loop
