//! Pipelines: made once for each kernel, block size and amount of shared memory, with Vulkan's cache of compiled code on
//! disk.

use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::{Duration, Instant};

use anywarp_artifact::spirv::{ENTRY_POINT, Module, launch, specialize};
use ash::vk;
use sha2::{Digest, Sha256};

use super::Gpu;
use super::load::{Choice, Loaded};
use super::logical::Logical;
use super::physical::Physical;
use super::rounding::any_subnormals;
use crate::disk;

const MAGIC: [u8; 8] = *b"AWPIPE\0\x01";
/// Magic and the CRC-32 of the driver's data follow them.
const TRAILER_BYTES: usize = 8 + 4;
/// New pipelines are written to disk at most this often, and at the end of the process.
const STORE_EVERY: Duration = Duration::from_secs(1);

/// What a pipeline is made for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Key {
    pub(super) kernel: usize,
    pub(super) block: [u32; 3],
    /// Bytes of dynamic shared memory.
    pub(super) shared: u32,
}

pub(super) struct Pipelines {
    pub(super) layout: vk::PipelineLayout,
    cache: vk::PipelineCache,
    file: Option<PathBuf>,
    stored: Mutex<Stored>,
}

struct Stored {
    bytes: usize,
    at: Instant,
}

impl Pipelines {
    pub(super) fn create(logical: &Logical, physical: &Physical) -> Result<Self, vk::Result> {
        let ranges =
            [vk::PushConstantRange::default().stage_flags(vk::ShaderStageFlags::COMPUTE).size(launch::BYTES)];
        let layout = vk::PipelineLayoutCreateInfo::default().push_constant_ranges(&ranges);
        let file = disk::directory().map(|directory| directory.join(file_name(physical)));
        let data = file.as_deref().and_then(load).unwrap_or_default();
        let cache = vk::PipelineCacheCreateInfo::default().initial_data(&data);
        // SAFETY: the structures outlive the calls; the data is what this driver gave and this user kept.
        unsafe {
            Ok(Self {
                layout: logical.raw.create_pipeline_layout(&layout, None)?,
                cache: logical.raw.create_pipeline_cache(&cache, None)?,
                file,
                stored: Mutex::new(Stored { bytes: data.len(), at: Instant::now() }),
            })
        }
    }
}

impl Gpu {
    /// The pipeline for a key.
    ///
    /// # Errors
    /// Why the driver does not make it.
    pub(super) fn pipeline(&self, loaded: &Loaded, choice: Choice, key: Key) -> Result<vk::Pipeline, String> {
        let mut pipelines = loaded.pipelines.lock().expect("not poisoned");
        if let Some(&pipeline) = pipelines.get(&key) {
            return Ok(pipeline);
        }
        let pipeline = self.create_pipeline(loaded, choice, key).map_err(|error| {
            format!("cannot be compiled by the driver of {}: {error}", self.physical.name)
        })?;
        pipelines.insert(key, pipeline);
        drop(pipelines);
        self.store_pipelines(STORE_EVERY);
        Ok(pipeline)
    }

    fn create_pipeline(&self, loaded: &Loaded, choice: Choice, key: Key) -> Result<vk::Pipeline, vk::Result> {
        let device = &self.logical.raw;
        let words = loaded.words(choice);
        let code = vk::ShaderModuleCreateInfo::default().code(&words);
        // SAFETY: the compiler validates its modules.
        let shader = unsafe { device.create_shader_module(&code, None) }?;
        let (entries, values) = self.specialization(loaded.module(choice), choice, key);
        let specialization = vk::SpecializationInfo::default().map_entries(&entries).data(&values);
        let name = std::ffi::CString::new(ENTRY_POINT).unwrap_or_default();
        let mut subgroups =
            vk::PipelineShaderStageRequiredSubgroupSizeCreateInfo::default().required_subgroup_size(32);
        let mut stage = vk::PipelineShaderStageCreateInfo::default()
            .stage(vk::ShaderStageFlags::COMPUTE)
            .module(shader)
            .name(&name)
            .specialization_info(&specialization);
        if choice.fit.subgroups_of_32 {
            // Full subgroups need a width that is a multiple of 32; a narrower block is one subgroup or several that
            // are filled in order all the same.
            if key.block[0].is_multiple_of(32) {
                stage = stage.flags(vk::PipelineShaderStageCreateFlags::REQUIRE_FULL_SUBGROUPS);
            }
            stage = stage.push_next(&mut subgroups);
        }
        let create = [vk::ComputePipelineCreateInfo::default().stage(stage).layout(self.pipelines.layout)];
        // SAFETY: the structures outlive the call; the module may go once the pipeline exists.
        unsafe {
            let result = device.create_compute_pipelines(self.pipelines.cache, &create, None);
            device.destroy_shader_module(shader, None);
            result.map(|pipelines| pipelines[0]).map_err(|(_, error)| error)
        }
    }

    fn specialization(
        &self,
        module: &Module,
        choice: Choice,
        key: Key,
    ) -> (Vec<vk::SpecializationMapEntry>, Vec<u8>) {
        let elements = key.shared.div_ceil(module.dynamic_shared_unit.max(1)).max(1);
        let rounding = self.physical.rounding();
        // Software devices keep them, but are where the other way can be tested.
        let flushes = choice.fit.without_denorms || (any_subnormals() && self.physical.is_software());
        let constants = [
            (specialize::BLOCK[0], key.block[0]),
            (specialize::BLOCK[1], key.block[1]),
            (specialize::BLOCK[2], key.block[2]),
            (specialize::DYNAMIC_SHARED, elements),
            (specialize::FUSED, u32::from(rounding.fused)),
            (specialize::EXACT_DIVISION, u32::from(rounding.exact_single_division)),
            (specialize::DYNAMIC_SHARED_BYTES, key.shared),
            (specialize::TOTAL_INVERSE_ROOT, u32::from(rounding.total_inverse_root)),
            (specialize::HALF_CONVERSIONS, u32::from(rounding.half_conversions)),
            (specialize::TOTAL_EXTREMA, u32::from(rounding.total_extrema)),
            (specialize::EXACT_POWERS, u32::from(rounding.exact_powers)),
            (specialize::EXACT_ROOT, u32::from(rounding.exact_single_root)),
            (specialize::FLUSHING_FUSED, u32::from(rounding.flushing_fused)),
            (specialize::SINGLE_SUBNORMALS, u32::from(!flushes)),
            (specialize::CLOSE_INVERSE_ROOT, u32::from(rounding.close_inverse_root)),
        ];
        let entry = |(position, (id, _)): (usize, &(u32, u32))| vk::SpecializationMapEntry {
            constant_id: *id,
            offset: position as u32 * 4,
            size: 4,
        };
        let entries = constants.iter().enumerate().map(entry).collect();
        (entries, constants.iter().flat_map(|(_, value)| value.to_le_bytes()).collect())
    }

    /// Writes the cache to disk if it has grown and was not written recently. Failure only costs time later.
    pub(super) fn store_pipelines(&self, every: Duration) {
        let Some(file) = &self.pipelines.file else { return };
        let mut stored = self.pipelines.stored.lock().expect("not poisoned");
        if !every.is_zero() && stored.at.elapsed() < every {
            return;
        }
        // SAFETY: a live cache.
        let Ok(data) = (unsafe { self.logical.raw.get_pipeline_cache_data(self.pipelines.cache) }) else {
            return;
        };
        stored.at = Instant::now();
        if data.len() != stored.bytes {
            stored.bytes = data.len();
            let _ = disk::store(file, &[&data, &MAGIC, &crc32fast::hash(&data).to_le_bytes()]);
        }
    }
}

/// One file for each device and driver.
fn file_name(physical: &Physical) -> String {
    let properties = &physical.properties;
    let mut digest = Sha256::new();
    digest.update(env!("CARGO_PKG_VERSION"));
    digest.update(physical.uuid);
    digest.update(properties.pipeline_cache_uuid);
    for number in [properties.vendor_id, properties.device_id, properties.driver_version] {
        digest.update(number.to_le_bytes());
    }
    format!("{}.pipelines", disk::hex(&digest.finalize()))
}

/// What the driver gave the last time, if it is whole.
fn load(path: &Path) -> Option<Vec<u8>> {
    let (mut file, meta) = disk::open(path)?;
    let mut bytes = Vec::with_capacity(meta.len() as usize);
    file.read_to_end(&mut bytes).ok()?;
    let body = bytes.len().checked_sub(TRAILER_BYTES)?;
    let whole =
        bytes[body..body + 8] == MAGIC && bytes[body + 8..] == crc32fast::hash(&bytes[..body]).to_le_bytes();
    bytes.truncate(body);
    whole.then_some(bytes)
}
