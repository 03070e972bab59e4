; test return-at-exit
; about a thread of a kernel returns; elsewhere the intrinsic stays, to be refused
declare void @llvm.nvvm.exit() noreturn
define ptx_kernel void @k(i1 %ends, ptr %to) {
  br i1 %ends, label %end, label %go_on
end:
  call void @llvm.nvvm.exit()
  unreachable
go_on:
  store i32 1, ptr %to, align 4
  ret void
}
define void @function() {
  call void @llvm.nvvm.exit()
  unreachable
}

; check: end:
; nextln: ret void
; check: void @function()
; nextln: call void @llvm.nvvm.exit()
; nextln: unreachable
