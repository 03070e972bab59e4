; test retarget, vectorize-warps
; about threads that are not there divide by 1: LLVM takes for granted that what is divided by is not 0
declare i32 @llvm.nvvm.read.ptx.sreg.tid.x()

define ptx_kernel void @k(ptr %p, i32 %n) {
  %t = call i32 @llvm.nvvm.read.ptx.sreg.tid.x()
  %a = getelementptr i32, ptr %p, i32 %t
  %d = load i32, ptr %a, align 4, !noundef !0
  %c = icmp ne i32 %d, 0
  br i1 %c, label %in, label %out
in:
  %q = udiv i32 %n, %d
  br label %out
out:
  %r = phi i32 [ 0, %0 ], [ %q, %in ]
  store i32 %r, ptr %a, align 4
  ret void
}
!0 = !{}

; check: define void @k.aligned.thread(ptr %0, i32 %1)
; not: !noundef
; check: <32 x i32> splat (i32 1)
; check: udiv i32
