//! Large copies within the device's own memory, by a kernel: `vkCmdCopyBuffer` goes through a copy engine, which moved 386
//! GB/s on an H200 where CUDA's copy moved 1613.

use std::sync::OnceLock;

use ash::vk;

use super::Gpu;
use super::memory::Range;

/// `copy.spvasm`, assembled.
const CODE: &[u8] = include_bytes!("copy.spv");
/// Bytes of a unit, and units of a workgroup.
const UNIT: usize = 16;
const GROUP: u64 = 256;
/// Bytes from which on a kernel is faster; below, both take about as long as a launch.
const LARGE: usize = 256 << 10;
/// Workgroups of one dispatch that every device allows.
const MOST_GROUPS: u64 = 65535;

/// What the kernel is to copy: its push constants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Units {
    to: usize,
    from: usize,
    count: u64,
}

/// The kernel's pipeline, made at first use; none if the driver does not make it.
#[derive(Default)]
pub(super) struct CopyKernel(OnceLock<Option<vk::Pipeline>>);

impl Units {
    /// The units in a piece of so many bytes at these offsets from the two ranges, and the bytes that are left; none for a
    /// piece that is small, not aligned, or not all in the device's own memory.
    pub(super) fn of(to: Range, from: Range, offsets: (usize, usize), bytes: usize) -> Option<(Self, usize)> {
        let (to, from) = (to.own? + offsets.0, from.own? + offsets.1);
        let fits = bytes >= LARGE && to.is_multiple_of(UNIT) && from.is_multiple_of(UNIT);
        fits.then_some((Self { to, from, count: (bytes / UNIT) as u64 }, bytes % UNIT))
    }
}

impl Gpu {
    /// The pipeline, if the driver makes it.
    pub(super) fn copy_kernel(&self) -> Option<vk::Pipeline> {
        *self.copies.0.get_or_init(|| {
            let words = ash::util::read_spv(&mut std::io::Cursor::new(CODE)).ok()?;
            let code = vk::ShaderModuleCreateInfo::default().code(&words);
            // SAFETY: a valid module.
            let shader = unsafe { self.logical.raw.create_shader_module(&code, None) }.ok()?;
            let stage = vk::PipelineShaderStageCreateInfo::default()
                .stage(vk::ShaderStageFlags::COMPUTE)
                .module(shader)
                .name(c"main");
            let create =
                [vk::ComputePipelineCreateInfo::default().stage(stage).layout(self.pipelines.layout)];
            // SAFETY: the structures outlive the call; the module may go once the pipeline exists.
            unsafe {
                let made =
                    self.logical.raw.create_compute_pipelines(vk::PipelineCache::null(), &create, None);
                self.logical.raw.destroy_shader_module(shader, None);
                made.ok().map(|pipelines| pipelines[0])
            }
        })
    }

    /// # Safety
    /// The command buffer is being recorded; the addresses are those of live allocations.
    pub(super) unsafe fn record_units(&self, commands: vk::CommandBuffer, units: &[Units]) {
        let Some(pipeline) = self.copy_kernel().filter(|_| !units.is_empty()) else { return };
        let device = &self.logical.raw;
        // SAFETY: the caller's promise; the pipeline lives as long as the device.
        unsafe { device.cmd_bind_pipeline(commands, vk::PipelineBindPoint::COMPUTE, pipeline) };
        for part in units {
            let words = [part.to as u64, part.from as u64, part.count];
            let bytes: Vec<u8> = words.iter().flat_map(|word| word.to_le_bytes()).collect();
            let groups = part.count.div_ceil(GROUP).min(MOST_GROUPS) as u32;
            // SAFETY: as above.
            unsafe {
                let stages = vk::ShaderStageFlags::COMPUTE;
                device.cmd_push_constants(commands, self.pipelines.layout, stages, 0, &bytes);
                device.cmd_dispatch(commands, groups, 1, 1);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;
    use std::process::{Command, Stdio};

    #[test]
    fn the_code_is_the_text_assembled() {
        let mut assembler = Command::new("spirv-as")
            .args(["--target-env", "vulkan1.3", "-", "-o", "-"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("spirv-as is installed");
        let text = include_bytes!("copy.spvasm");
        assembler.stdin.take().expect("piped").write_all(text).expect("it reads");
        assert!(assembler.wait_with_output().expect("it ends").stdout == CODE, "assemble copy.spvasm again");
    }

    #[test]
    fn units_leave_loose_bytes_and_what_is_not_aligned() {
        let range = |own| Range { buffer: vk::Buffer::null(), offset: 0, own };
        let (to, from) = (range(Some(0x1000)), range(Some(0x80_0000)));
        let (units, left) = Units::of(to, from, (16, 32), LARGE + 5).expect("it is large and aligned");
        assert_eq!((units.to, units.from, units.count, left), (0x1010, 0x80_0020, (LARGE / UNIT) as u64, 5));
        assert_eq!(Units::of(to, from, (8, 0), LARGE), None);
        assert_eq!(Units::of(to, from, (0, 0), LARGE - 1), None);
        assert_eq!(Units::of(range(None), from, (0, 0), LARGE), None);
    }
}
