; test internalize-functions, optimize-nvvm
; about a barrier behind a branch is not copied to both of its sides, although what follows is known on each; a plain
; call is, which shows that the bait works
declare i32 @llvm.nvvm.read.ptx.sreg.tid.x()
declare void @llvm.nvvm.barrier.cta.sync.aligned.all(i32)
declare void @plain()
declare void @one_side()
declare i32 @other_side(ptr)

define ptx_kernel void @barrier(ptr %p) {
entry:
  %t = call i32 @llvm.nvvm.read.ptx.sreg.tid.x()
  %c = icmp ult i32 %t, 16
  br i1 %c, label %then, label %join
then:
  store volatile i32 1, ptr %p, align 4
  br label %join
join:
  %x = phi i32 [ 1, %then ], [ 0, %entry ]
  call void @llvm.nvvm.barrier.cta.sync.aligned.all(i32 0)
  %again = icmp eq i32 %x, 1
  br i1 %again, label %a, label %b
a:
  call void @one_side()
  ret void
b:
  %y = call i32 @other_side(ptr %p)
  store i32 %y, ptr %p, align 4
  ret void
}

define ptx_kernel void @bait(ptr %p) {
entry:
  %t = call i32 @llvm.nvvm.read.ptx.sreg.tid.x()
  %c = icmp ult i32 %t, 16
  br i1 %c, label %then, label %join
then:
  store volatile i32 1, ptr %p, align 4
  br label %join
join:
  %x = phi i32 [ 1, %then ], [ 0, %entry ]
  call void @plain()
  %again = icmp eq i32 %x, 1
  br i1 %again, label %a, label %b
a:
  call void @one_side()
  ret void
b:
  %y = call i32 @other_side(ptr %p)
  store i32 %y, ptr %p, align 4
  ret void
}

; check: void @barrier(
; check: join:
; sameln: preds = %then, %entry
; check: call void @llvm.nvvm.barrier.cta.sync.aligned.all(i32 0)
; check: br i1
; not: call void @llvm.nvvm.barrier
; check: void @bait(
; check: call void @plain()
; check: call void @plain()
; not: call void @llvm.nvvm.barrier
