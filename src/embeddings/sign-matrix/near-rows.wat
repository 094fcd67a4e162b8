;; Which rows of bits differ from others in few places. All addresses are of bytes in the memory that is given.
;; rows: `width` bytes each, a multiple of 16. bits: as many bytes. found: room for `count` numbers of four bytes.
;; Returns how many rows differ in `most` bits at most; their numbers, counted from `first`, are written to `found`.
(module
  (memory (import "matrix" "memory") 1)
  (func (export "near")
    (param $row i32) (param $width i32) (param $first i32) (param $count i32) (param $bits i32) (param $most i32) (param $found i32)
    (result i32)
    (local $end i32) (local $at i32) (local $differing i64) (local $last i32) (local $next i32)
    (local.set $next (local.get $found))
    (local.set $last (i32.add (local.get $first) (local.get $count)))
    (block $done
      (loop $rows
        (br_if $done (i32.ge_u (local.get $first) (local.get $last)))
        (local.set $end (i32.add (local.get $row) (local.get $width)))
        (local.set $at (local.get $bits))
        (local.set $differing (i64.const 0))
        (loop $part
          (local.set $differing
            (i64.add
              (local.get $differing)
              (i64.add
                (i64.popcnt (i64.xor (i64.load (local.get $row)) (i64.load (local.get $at))))
                (i64.popcnt (i64.xor (i64.load offset=8 (local.get $row)) (i64.load offset=8 (local.get $at)))))))
          (local.set $at (i32.add (local.get $at) (i32.const 16)))
          (local.set $row (i32.add (local.get $row) (i32.const 16)))
          (br_if $part (i32.lt_u (local.get $row) (local.get $end))))
        (i32.store (local.get $next) (local.get $first))
        (if (i32.le_s (i32.wrap_i64 (local.get $differing)) (local.get $most))
          (then (local.set $next (i32.add (local.get $next) (i32.const 4)))))
        (local.set $first (i32.add (local.get $first) (i32.const 1)))
        (br $rows)))
    (i32.shr_u (i32.sub (local.get $next) (local.get $found)) (i32.const 2))))
