; test internalize-functions, optimize-nvvm
; about a warp vote in the condition of a loop is not copied in front of it; a plain call is
declare i32 @llvm.nvvm.read.ptx.sreg.tid.x()
declare i1 @llvm.nvvm.vote.any.sync(i32, i1)
declare i1 @plain(i1)

define ptx_kernel void @vote(ptr %p) {
entry:
  %t = call i32 @llvm.nvvm.read.ptx.sreg.tid.x()
  br label %header
header:
  %i = phi i32 [ %t, %entry ], [ %next, %body ]
  %mine = icmp ugt i32 %i, 5
  %any = call i1 @llvm.nvvm.vote.any.sync(i32 -1, i1 %mine)
  br i1 %any, label %body, label %end
body:
  store volatile i32 %i, ptr %p, align 4
  %next = lshr i32 %i, 1
  br label %header
end:
  ret void
}

define ptx_kernel void @bait(ptr %p) {
entry:
  %t = call i32 @llvm.nvvm.read.ptx.sreg.tid.x()
  br label %header
header:
  %i = phi i32 [ %t, %entry ], [ %next, %body ]
  %mine = icmp ugt i32 %i, 5
  %any = call i1 @plain(i1 %mine)
  br i1 %any, label %body, label %end
body:
  store volatile i32 %i, ptr %p, align 4
  %next = lshr i32 %i, 1
  br label %header
end:
  ret void
}

; check: void @vote(
; not: call i1 @llvm.nvvm.vote
; check: header:
; check: call i1 @llvm.nvvm.vote.any.sync(
; not: call i1 @llvm.nvvm.vote
; check: void @bait(
; check: call i1 @plain(
; check: call i1 @plain(
; not: call i1
