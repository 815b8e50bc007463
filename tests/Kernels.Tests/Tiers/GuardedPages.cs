using System;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NormGen.Kernels.Tests.Tiers;

/// <summary>Memory that ends or starts at a page that may not be touched: an access past it ends the process.</summary>
internal sealed class GuardedPages : IDisposable
{
    private const int ReadWrite = 1 | 2;
    private const int PrivateAnonymous = 2 | 0x20;

    private static readonly int Page = Environment.SystemPageSize;

    private readonly nint mapping;
    private readonly nuint mappingSize;
    private readonly nint address;

    /// <summary>Maps memory between two guard pages.</summary>
    /// <param name="bytes">How many bytes it has.</param>
    /// <param name="atEnd">Whether it touches the page behind it; else the one before.</param>
    public GuardedPages(int bytes, bool atEnd)
    {
        Length = bytes;
        var pages = Math.Max(1, (bytes + Page - 1) / Page);
        mappingSize = (nuint)((pages + 2) * Page);
        mapping = mmap(0, mappingSize, ReadWrite, PrivateAnonymous, -1, 0);
        var protectedBefore = mapping == -1 ? -1 : mprotect(mapping, (nuint)Page, 0);
        if (protectedBefore != 0 || mprotect(mapping + ((pages + 1) * Page), (nuint)Page, 0) != 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError());
        }

        address = mapping + Page + (atEnd ? (pages * Page) - bytes : 0);
    }

    public int Length { get; }

    /// <summary>The bytes; by a reference from an address without unsafe code: so many bytes past null.</summary>
    public Span<byte> Span => MemoryMarshal.CreateSpan(ref Unsafe.AddByteOffset(ref Unsafe.NullRef<byte>(), address), Length);

    ~GuardedPages() => Unmap();

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
