; test retarget, vectorize-warps
; about an inlined function's thread is the group, which is known also where nobody went on the way to it
declare i32 @llvm.nvvm.read.ptx.sreg.ctaid.x()

define internal void @f(ptr %p) noinline {
  %b = call i32 @llvm.nvvm.read.ptx.sreg.ctaid.x()
  store i32 %b, ptr %p, align 4
  ret void
}

define ptx_kernel void @k(ptr %p) {
  call void @f(ptr %p)
  ret void
}

; check: define void @k.aligned.thread(ptr %0, i32 %1)
; check: call i32 @anywarp_ctaid_x(ptr %0)
; not: @anywarp_current()
