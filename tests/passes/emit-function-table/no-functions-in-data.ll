; test retarget, emit-function-table
; about a unit whose data names no function still answers the loader
@x = addrspace(1) global i32 1, align 4

; check: define i32 @function_address(i32 %0)
; nextln: entry:
; nextln: switch i32 %0, label %none [
; nextln: ]
; check: ret i32 0
