; test internalize-functions, drop-unused
; about kernels stay visible; a device function is kept only if a kernel needs it, a declaration keeps its linkage
declare void @elsewhere()

define void @unused() {
  ret void
}

define weak_odr void @helper() {
  call void @elsewhere()
  ret void
}

define weak_odr ptx_kernel void @k() {
  call void @helper()
  ret void
}

; not: @unused
; check: declare void @elsewhere()
; check: define internal void @helper()
; check: define weak_odr ptx_kernel void @k()
