using System;
using System.Runtime.InteropServices;

namespace NormGen.Bench.Peers.OneDnn;

/// <summary>What the bench calls of oneDNN 2's C API (<c>oneapi/dnnl/dnnl.h</c>), with its names.</summary>
internal static partial class Dnnl
{
    private const string Library = "libdnnl.so.2";
    private const string Threads = "libgomp.so.1";

    /// <summary>Whether it is installed.</summary>
    public static bool IsInstalled { get; } = NativeLibrary.TryLoad(Library, out _) && NativeLibrary.TryLoad(Threads, out _);

    /// <summary>Throws for a status that is not success.</summary>
    public static void Check(int status)
    {
        if (status != 0)
        {
            throw new DnnlException(status);
        }
    }

    /// <summary>How many threads the calling thread's parallel regions have: oneDNN's own are OpenMP's.</summary>
    [LibraryImport(Threads, EntryPoint = "omp_set_num_threads")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial void SetThreads(int threads);

    [LibraryImport(Library, EntryPoint = "dnnl_engine_create")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int EngineCreate(out nint engine, int kind, nuint index);

    [LibraryImport(Library, EntryPoint = "dnnl_stream_create")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int StreamCreate(out nint stream, nint engine, uint flags);

    [LibraryImport(Library, EntryPoint = "dnnl_stream_wait")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int StreamWait(nint stream);

    [LibraryImport(Library, EntryPoint = "dnnl_memory_desc_init_by_strides")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int MemoryDescInit(
        Span<byte> desc, int ndims, ReadOnlySpan<long> dims, int dataType, ReadOnlySpan<long> strides);

    [LibraryImport(Library, EntryPoint = "dnnl_memory_create")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int MemoryCreate(out nint memory, ReadOnlySpan<byte> desc, nint engine, nint handle);

    [LibraryImport(Library, EntryPoint = "dnnl_memory_destroy")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int MemoryDestroy(nint memory);

    [LibraryImport(Library, EntryPoint = "dnnl_batch_normalization_forward_desc_init")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int BatchNormForward(Span<byte> desc, int propKind, ReadOnlySpan<byte> data, float epsilon, uint flags);

    [LibraryImport(Library, EntryPoint = "dnnl_batch_normalization_backward_desc_init")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int BatchNormBackward(
        Span<byte> desc, int propKind, ReadOnlySpan<byte> diffData, ReadOnlySpan<byte> data, float epsilon, uint flags);

    [LibraryImport(Library, EntryPoint = "dnnl_layer_normalization_forward_desc_init")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int LayerNormForward(
        Span<byte> desc, int propKind, ReadOnlySpan<byte> data, ReadOnlySpan<byte> statistics, float epsilon, uint flags);

    [LibraryImport(Library, EntryPoint = "dnnl_layer_normalization_backward_desc_init")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int LayerNormBackward(
        Span<byte> desc,
        int propKind,
        ReadOnlySpan<byte> diffData,
        ReadOnlySpan<byte> data,
        ReadOnlySpan<byte> statistics,
        float epsilon,
        uint flags);

    [LibraryImport(Library, EntryPoint = "dnnl_primitive_desc_create")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int PrimitiveDescCreate(
        out nint desc, ReadOnlySpan<byte> operation, nint attributes, nint engine, nint hint);

    [LibraryImport(Library, EntryPoint = "dnnl_primitive_desc_destroy")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int PrimitiveDescDestroy(nint desc);

    [LibraryImport(Library, EntryPoint = "dnnl_primitive_create")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int PrimitiveCreate(out nint primitive, nint desc);

    [LibraryImport(Library, EntryPoint = "dnnl_primitive_destroy")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int PrimitiveDestroy(nint primitive);

    [LibraryImport(Library, EntryPoint = "dnnl_primitive_execute")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int PrimitiveExecute(nint primitive, nint stream, int count, nint arguments);
}
