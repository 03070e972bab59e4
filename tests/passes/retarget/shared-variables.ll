; test retarget
; about a shared variable is an offset in the block's memory; two overlap unless one kernel reaches both
@a = internal addrspace(3) global [5 x i32] undef, align 4
@b = internal addrspace(3) global double undef, align 8
@c = internal addrspace(3) global [100 x i8] undef, align 1

define ptx_kernel void @first(i32 %i) {
  %e = getelementptr inbounds [5 x i32], ptr addrspace(3) @a, i32 0, i32 %i
  store i32 1, ptr addrspace(3) %e, align 4
  call void @helper()
  ret void
}

define ptx_kernel void @second() {
  store i8 7, ptr addrspace(3) getelementptr inbounds (i8, ptr addrspace(3) @c, i32 99), align 1
  ret void
}

define internal void @helper() {
  store double 2.0, ptr addrspace(3) @b, align 8
  ret void
}

; not: addrspace
; check: void @first.thread(ptr %0
; check: $(base=$V) = call ptr @anywarp_shared(ptr %0)
; check: $(a=$V) = getelementptr inbounds i8, ptr $base, i32 0
; check: void @second.thread(ptr %0
; check: $(own=$V) = call ptr @anywarp_shared(ptr %0)
; check: $(c=$V) = getelementptr inbounds i8, ptr $own, i32 0
; nextln: getelementptr inbounds i8, ptr $c, i32 99
; check: void @helper()
; check: $(thread=$V) = call ptr @anywarp_current()
; nextln: $(there=$V) = call ptr @anywarp_shared(ptr $thread)
; check: getelementptr inbounds i8, ptr $there, i32 24
; check: kernel first: $(=.*), 32 bytes shared
; check: kernel second: $(=.*), 100 bytes shared
