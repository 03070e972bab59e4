//! Launches: the launch record, parameters, and grids that are larger than one dispatch may be.

use std::sync::Arc;

use anywarp_artifact::spirv::services::Head;
use anywarp_artifact::spirv::{Parameters, launch};
use ash::vk;

use super::block::Kind;
use super::load::{Choice, Loaded};
use super::memory::Scratch;
use super::pipeline::Key;
use super::queue::{Command, Operation};
use super::{Gpu, call};
use crate::device::{Shape, say};
use crate::error::{Error, Result};

/// Where parameters begin in a launch's scratch memory, in bytes; the head is at 0.
const PARAMETERS_AT: usize = 256;

/// The push constants of a launch.
type Record = [u32; launch::BYTES as usize / 4];

/// A launch that is ready to be recorded.
pub(super) struct Dispatch {
    loaded: Arc<Loaded>,
    kernel: usize,
    pipeline: vk::Pipeline,
    record: Record,
    parts: Vec<Part>,
    /// The head, which begins with the fault word, parameters that are not in the record, and output.
    pub(super) scratch: Scratch,
    pub(super) head: Head,
}

/// Blocks of one dispatch: the first one and how many, in x, y and z.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Part {
    first: [u32; 3],
    count: [u32; 3],
}

impl Dispatch {
    pub(super) fn kernel_name(&self) -> &str {
        &self.loaded.artifact.kernels[self.kernel].display_name
    }
}

impl Gpu {
    /// The operation that launches a kernel.
    ///
    /// # Errors
    /// `cudaErrorNoKernelImageForDevice` for a kernel that the device cannot run, `cudaErrorInvalidConfiguration` and
    /// `cudaErrorInvalidValue` beyond its limits, with a line on stderr.
    pub(crate) fn prepare(
        &self,
        loaded: &Arc<Loaded>,
        kernel: usize,
        shape: &Shape,
        parameters: &[u8],
    ) -> Result<Operation> {
        let name = &loaded.artifact.kernels[kernel].display_name;
        let refuse = |error: Error, why: &str| {
            say(&format!("anywarp: kernel {name} {why}\n"));
            error
        };
        let choices =
            loaded.choices[kernel].as_ref().map_err(|why| refuse(Error::NoKernelImageForDevice, why))?;
        let fits =
            |choice: &&Choice| !loaded.module(**choice).whole_warps || shape.block[0].is_multiple_of(32);
        let why = "has no code for blocks whose size in x is no multiple of 32";
        let choice = *choices.iter().find(fits).ok_or_else(|| refuse(Error::NoKernelImageForDevice, why))?;
        if shape.together {
            let why = format!("wants a cooperative launch, which {} cannot promise", self.physical.name);
            return Err(refuse(Error::NotSupported, &why));
        }
        let module = loaded.module(choice);
        self.check_limits(shape, module.static_shared_bytes).map_err(|(error, why)| refuse(error, &why))?;
        let key = Key { kernel, block: shape.block, shared: shape.shared };
        let _call = call()?;
        let pipeline =
            self.pipeline(loaded, choice, key).map_err(|why| refuse(Error::InvalidKernelImage, &why))?;
        let (kind, bytes) = match module.parameters {
            Parameters::Inline => (Kind::Host, Head::BYTES),
            Parameters::Buffer => (Kind::Parameters, PARAMETERS_AT + parameters.len()),
        };
        // Output is for the host to read.
        let kind = if module.prints { Kind::Host } else { kind };
        let output = bytes.next_multiple_of(PARAMETERS_AT);
        let head = self.head(module, output)?;
        let bytes = if module.prints { output + head.capacity as usize } else { bytes };
        let scratch = self.scratch(bytes, kind)?;
        // SAFETY: the scratch memory belongs to this launch and has room for the head.
        unsafe { (scratch.host as *mut [u8; Head::BYTES]).write_volatile(head.to_bytes()) };
        let parameters = self.with_device_addresses(parameters);
        let record = launch_record(loaded, shape, module.parameters, scratch, &parameters);
        let parts = parts(shape.grid, self.physical.properties.limits.max_compute_work_group_count);
        let loaded = Arc::clone(loaded);
        let dispatch = Dispatch { loaded, kernel, pipeline, record, parts, scratch, head };
        Ok(Operation::new(Command::Dispatch(Box::new(dispatch))))
    }

    /// # Errors
    /// The code and the reason for a block that the device cannot run.
    fn check_limits(&self, shape: &Shape, static_shared: u32) -> std::result::Result<(), (Error, String)> {
        let limits = &self.physical.properties.limits;
        let device = &self.physical.name;
        let threads: u64 = shape.block.iter().map(|&extent| u64::from(extent)).product();
        let too_wide =
            shape.block.iter().zip(limits.max_compute_work_group_size).any(|(&size, limit)| size > limit);
        if too_wide || threads > u64::from(limits.max_compute_work_group_invocations) {
            let most = limits.max_compute_work_group_invocations;
            let why = format!("was launched with {threads} threads per block; {device} runs at most {most}");
            return Err((Error::InvalidConfiguration, why));
        }
        let shared = u64::from(static_shared) + u64::from(shape.shared);
        if shared > u64::from(limits.max_compute_shared_memory_size) {
            let most = limits.max_compute_shared_memory_size;
            let why = format!("needs {shared} bytes of shared memory; {device} has {most}");
            return Err((Error::LaunchOutOfResources, why));
        }
        Ok(())
    }

    /// # Safety
    /// The command buffer is being recorded.
    pub(super) unsafe fn record_dispatch(&self, commands: vk::CommandBuffer, dispatch: &Dispatch) {
        let device = &self.logical.raw;
        let mut record = dispatch.record;
        // SAFETY: the caller's promise; the pipeline lives as long as the device.
        unsafe {
            device.cmd_bind_pipeline(commands, vk::PipelineBindPoint::COMPUTE, dispatch.pipeline);
            for part in &dispatch.parts {
                record[launch::FIRST_BLOCK as usize..][..3].copy_from_slice(&part.first);
                let bytes: Vec<u8> = record.iter().flat_map(|word| word.to_le_bytes()).collect();
                let stages = vk::ShaderStageFlags::COMPUTE;
                device.cmd_push_constants(commands, self.pipelines.layout, stages, 0, &bytes);
                device.cmd_dispatch(commands, part.count[0], part.count[1], part.count[2]);
            }
        }
    }

    pub(super) fn free_scratch(&self, scratch: Scratch) {
        self.free(scratch.address);
    }
}

/// The record of a launch; writes parameters that are not in it to the launch's scratch memory.
fn launch_record(
    loaded: &Loaded,
    shape: &Shape,
    place: Parameters,
    scratch: Scratch,
    parameters: &[u8],
) -> Record {
    let mut record: Record = [0; launch::BYTES as usize / 4];
    set_address(&mut record, launch::DATA, loaded.data);
    set_address(&mut record, launch::FAULT, scratch.address);
    record[launch::GRID as usize..][..3].copy_from_slice(&shape.grid);
    match place {
        Parameters::Buffer => {
            set_address(&mut record, launch::PARAMETERS, scratch.address + PARAMETERS_AT);
            let to = (scratch.host + PARAMETERS_AT) as *mut u8;
            // SAFETY: the scratch memory was taken with room for the parameters there.
            unsafe { std::ptr::copy_nonoverlapping(parameters.as_ptr(), to, parameters.len()) };
        }
        Parameters::Inline => {
            let words = record[launch::INLINE_PARAMETERS as usize..].iter_mut();
            for (word, bytes) in words.zip(parameters.chunks(4)) {
                let mut padded = [0; 4];
                padded[..bytes.len()].copy_from_slice(bytes);
                *word = u32::from_le_bytes(padded);
            }
        }
    }
    record
}

fn set_address(record: &mut [u32], word: u32, address: usize) {
    record[word as usize] = address as u32;
    record[word as usize + 1] = (address as u64 >> 32) as u32;
}

/// Cuts a grid into parts of at most `limit` blocks in each direction, in ascending order.
fn parts(grid: [u32; 3], limit: [u32; 3]) -> Vec<Part> {
    let cuts = |axis: usize| {
        (0..grid[axis])
            .step_by(limit[axis].max(1) as usize)
            .map(move |first| (first, (grid[axis] - first).min(limit[axis])))
    };
    let mut parts = Vec::new();
    for (z, depth) in cuts(2) {
        for (y, height) in cuts(1) {
            for (x, width) in cuts(0) {
                parts.push(Part { first: [x, y, z], count: [width, height, depth] });
            }
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_cover_the_grid_once() {
        assert_eq!(parts([7, 1, 1], [65535; 3]), [Part { first: [0; 3], count: [7, 1, 1] }]);
        let cut = parts([10, 3, 2], [4, 2, 65535]);
        assert_eq!(cut.len(), 6);
        assert_eq!(cut[2], Part { first: [8, 0, 0], count: [2, 2, 2] });
        assert_eq!(cut[5], Part { first: [8, 2, 0], count: [2, 1, 2] });
        let blocks: u32 = cut.iter().map(|part| part.count.iter().product::<u32>()).sum();
        assert_eq!(blocks, 60);
    }
}
