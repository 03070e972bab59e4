; test retarget
; about there is one address space: casts vanish, and numbers are addresses of the host
define i64 @number(ptr addrspace(1) %p) {
  %g = addrspacecast ptr addrspace(1) %p to ptr
  %n = ptrtoint ptr %g to i64
  ret i64 %n
}

define ptr addrspace(3) @pointer(i64 %n) {
  %p = inttoptr i64 %n to ptr addrspace(3)
  ret ptr addrspace(3) %p
}

define i1 @is_null(ptr addrspace(3) %p) {
  %c = icmp eq ptr addrspace(3) %p, null
  ret i1 %c
}

define { ptr addrspace(1), i32 } @pair(i1 %c, { ptr addrspace(1), i32 } %a, ptr addrspace(1) %p) {
  %b = insertvalue { ptr addrspace(1), i32 } %a, ptr addrspace(1) %p, 0
  %s = select i1 %c, { ptr addrspace(1), i32 } %a, { ptr addrspace(1), i32 } %b
  %f = freeze { ptr addrspace(1), i32 } %s
  ret { ptr addrspace(1), i32 } %f
}

; not: addrspace
; check: i64 @number(ptr %0)
; check: $(word=$V) = call i64 @anywarp_widen(ptr %0)
; nextln: ret i64 $word
; check: ptr @pointer(i64 %0)
; check: $(offset=$V) = trunc i64 %0 to i32
; nextln: inttoptr i32 $offset to ptr
; check: i1 @is_null(ptr %0)
; check: icmp eq ptr %0, null
; check: @pair(i1 %0, { ptr, i32 } %1, ptr %2)
; check: $(b=$V) = insertvalue { ptr, i32 } %1, ptr %2, 0
; nextln: $(s=$V) = select i1 %0, { ptr, i32 } %1, { ptr, i32 } $b
; nextln: $(f=$V) = freeze { ptr, i32 } $s
; nextln: ret { ptr, i32 } $f
; not: addrspace
