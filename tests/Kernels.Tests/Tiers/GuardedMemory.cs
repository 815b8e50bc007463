using System;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using NormGen.Kernels.Tests.Support;

namespace NormGen.Kernels.Tests.Tiers;

/// <summary>A tensor that ends or starts at a page that may not be touched: an access past it ends the process.</summary>
internal sealed class GuardedMemory : IDisposable
{
    private const int ReadWrite = 1 | 2;
    private const int PrivateAnonymous = 2 | 0x20;

    private static readonly int Page = Environment.SystemPageSize;

    private readonly nint mapping;
    private readonly nuint mappingSize;

    /// <summary>Maps memory between two guard pages.</summary>
    /// <param name="values">What it holds.</param>
    /// <param name="atEnd">Whether the tensor touches the page behind it; else the one before.</param>
    public GuardedMemory(ReadOnlySpan<float> values, bool atEnd)
    {
        var bytes = values.Length * sizeof(float);
        var pages = Math.Max(1, (bytes + Page - 1) / Page);
        mappingSize = (nuint)((pages + 2) * Page);
        mapping = mmap(0, mappingSize, ReadWrite, PrivateAnonymous, -1, 0);
        var protectedBefore = mapping == -1 ? -1 : mprotect(mapping, (nuint)Page, 0);
        if (protectedBefore != 0 || mprotect(mapping + ((pages + 1) * Page), (nuint)Page, 0) != 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError());
        }

        // A reference from an address without unsafe code: so many bytes past null.
        var address = mapping + Page + (atEnd ? (pages * Page) - bytes : 0);
        ref var first = ref Unsafe.AddByteOffset(ref Unsafe.NullRef<float>(), address);
        Memory = OwnMemory.Of(MemoryMarshal.CreateReadOnlySpan(ref first, values.Length));
        values.CopyTo(Memory.Span);
    }

    public Memory<float> Memory { get; }

    ~GuardedMemory() => Unmap();

    public void Dispose()
    {
        Unmap();
        GC.SuppressFinalize(this);
    }

    private void Unmap() => _ = munmap(mapping, mappingSize);

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint mmap(nint address, nuint length, int protection, int flags, int file, nint offset);

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int mprotect(nint address, nuint length, int protection);

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int munmap(nint address, nuint length);
}
