; test retarget
; about __launch_bounds__ limits the threads of a block
define ptx_kernel void @bounded() #0 {
  ret void
}

define ptx_kernel void @free() {
  ret void
}

attributes #0 = { "nvvm.maxntid"="16,8,1" }

; check: kernel bounded: $(=.*), 128 threads
; check: kernel free: $(=.*), 1024 threads
