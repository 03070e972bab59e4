; test retarget, vectorize-warps
; about a pair of neighbours per thread is loaded and stored as vectors that shuffles take apart; half a pair is not
declare i32 @llvm.nvvm.read.ptx.sreg.tid.x()

define ptx_kernel void @pairs(ptr %p, ptr %q) {
  %t = call i32 @llvm.nvvm.read.ptx.sreg.tid.x()
  %even = shl i32 %t, 1
  %odd = or disjoint i32 %even, 1
  %a = getelementptr float, ptr %p, i32 %odd
  %b = getelementptr float, ptr %p, i32 %even
  %x = load float, ptr %a, align 4
  %y = load float, ptr %b, align 4
  %c = getelementptr float, ptr %q, i32 %even
  store float %x, ptr %c, align 4
  %d = getelementptr i8, ptr %c, i32 4
  store float %y, ptr %d, align 4
  ret void
}

define ptx_kernel void @half(ptr %p) {
  %t = call i32 @llvm.nvvm.read.ptx.sreg.tid.x()
  %even = shl i32 %t, 1
  %a = getelementptr i64, ptr %p, i32 %even
  store i64 1, ptr %a, align 8
  ret void
}

; check: define void @pairs.aligned.thread(ptr %0, i32 %1)
; check: load <64 x float>
; check: shufflevector <64 x float>
; check: store <64 x float>
; not: store float
; check: define void @pairs.any.thread(ptr %0, i32 %1)
; check: define void @half.aligned.thread(ptr %0, i32 %1)
; check: store i64 1
