; test retarget, yield-in-spin-loops, mark-suspending-functions, inline-marked-functions, form-coroutines, split-coroutines, emit-entries
; about a kernel that runs coroutines of called functions needs room for their frames
declare void @llvm.nvvm.barrier.cta.sync.aligned.all(i32)

define internal void @recurse(i32 %n) {
  %end = icmp eq i32 %n, 0
  br i1 %end, label %stop, label %go
stop:
  ret void
go:
  call void @llvm.nvvm.barrier.cta.sync.aligned.all(i32 0)
  %less = sub i32 %n, 1
  call void @recurse(i32 %less)
  call void @llvm.nvvm.barrier.cta.sync.aligned.all(i32 0)
  ret void
}

define ptx_kernel void @k(i32 %n) {
  call void @recurse(i32 %n)
  ret void
}

; check: call i32 @anywarp_coroutine_arena_bytes(ptr %0, i32 20, i32 4096)
; check: kernel k: Coroutine
