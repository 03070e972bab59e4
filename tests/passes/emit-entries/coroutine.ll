; test retarget, yield-in-spin-loops, form-coroutines, split-coroutines, emit-entries
; about threads that wait are resumed by the scheduler, which is told how large a frame is; a kernel's index is its place
declare void @llvm.nvvm.barrier.cta.sync.aligned.all(i32)

define ptx_kernel void @plain(ptr %p) {
  store i32 1, ptr %p, align 4
  ret void
}

define ptx_kernel void @waits(ptr %p) {
  call void @llvm.nvvm.barrier.cta.sync.aligned.all(i32 0)
  store i32 1, ptr %p, align 4
  ret void
}

; check: call void @anywarp_run_rows(ptr %0, ptr %1, i32 %2, i32 %3, ptr @plain.thread)
; check: define void @kernel1(ptr %0, ptr %1, i32 %2, i32 %3)
; check: call void @anywarp_run_coroutines(ptr %0, ptr %1, i32 %2, i32 %3, ptr @waits.thread)
; check: define i32 @arena1(ptr %0)
; check: call i32 @anywarp_coroutine_arena_bytes(ptr %0, i32 24, i32 0)
; check: kernel plain: Loop, $(=.*), 0 bytes local
; check: kernel waits: Coroutine, $(=.*), 24 bytes local
