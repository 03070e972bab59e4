; test internalize-functions, optimize-nvvm
; about a shuffle whose result only some threads use stays where all of them run it; a plain call sinks to its use
declare i32 @llvm.nvvm.read.ptx.sreg.tid.x()
declare i32 @llvm.nvvm.shfl.sync.down.i32(i32, i32, i32, i32)
declare i32 @plain(i32) nounwind willreturn memory(none)

define ptx_kernel void @shuffle(ptr %p) {
entry:
  %t = call i32 @llvm.nvvm.read.ptx.sreg.tid.x()
  %v = call i32 @llvm.nvvm.shfl.sync.down.i32(i32 -1, i32 %t, i32 1, i32 31)
  %c = icmp ult i32 %t, 16
  br i1 %c, label %then, label %end
then:
  store i32 %v, ptr %p, align 4
  br label %end
end:
  ret void
}

define ptx_kernel void @bait(ptr %p) {
entry:
  %t = call i32 @llvm.nvvm.read.ptx.sreg.tid.x()
  %v = call i32 @plain(i32 %t)
  %c = icmp ult i32 %t, 16
  br i1 %c, label %then, label %end
then:
  store i32 %v, ptr %p, align 4
  br label %end
end:
  ret void
}

; check: void @shuffle(
; check: %v = tail call i32 @llvm.nvvm.shfl.sync.down.i32(i32 -1, i32 %t, i32 1, i32 31)
; check: br i1 %c, label %then, label %end
; not: call i32 @llvm.nvvm.shfl
; check: void @bait(
; check: then:
; nextln: %v = tail call i32 @plain(i32 %t)
