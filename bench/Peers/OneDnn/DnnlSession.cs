using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;

namespace NormGen.Bench.Peers.OneDnn;

/// <summary>Makes the objects of one row, and destroys them.</summary>
internal sealed class DnnlSession
{
    private const int Float32 = 3;
    private const int Cpu = 1;
    private const uint DefaultStream = 1;

    // sizeof(dnnl_memory_desc_t) is 696 in 2.6.
    private const int MemoryDescBytes = 1024;

    private static readonly nint Engine = CreateEngine();
    private static readonly nint Stream = CreateStream();

    private readonly List<Action> undo = [];

    /// <summary>Describes a tensor of floats.</summary>
    public static byte[] Describe(ReadOnlySpan<long> sizes, ReadOnlySpan<long> strides)
    {
        var desc = new byte[MemoryDescBytes];
        Dnnl.Check(Dnnl.MemoryDescInit(desc, sizes.Length, sizes, Float32, strides));
        return desc;
    }

    /// <summary>Describes a dense row of floats.</summary>
    public static byte[] Describe(long length) => Describe([length], [1]);

    /// <summary>Makes a primitive's description; <paramref name="hint"/> is that of its forward pass.</summary>
    public nint PrimitiveDesc(ReadOnlySpan<byte> operation, nint hint)
    {
        Dnnl.Check(Dnnl.PrimitiveDescCreate(out var desc, operation, 0, Engine, hint));
        undo.Add(() => Dnnl.Check(Dnnl.PrimitiveDescDestroy(desc)));
        return desc;
    }

    public nint Primitive(nint desc)
    {
        Dnnl.Check(Dnnl.PrimitiveCreate(out var primitive, desc));
        undo.Add(() => Dnnl.Check(Dnnl.PrimitiveDestroy(primitive)));
        return primitive;
    }

    /// <summary>Binds an operand to floats at an address.</summary>
    public DnnlArgument Bind(DnnlOperand operand, byte[] desc, nint address)
    {
        Dnnl.Check(Dnnl.MemoryCreate(out var memory, desc, Engine, address));
        undo.Add(() => Dnnl.Check(Dnnl.MemoryDestroy(memory)));
        return new DnnlArgument(operand, memory);
    }

    /// <summary>Runs a primitive and waits for it.</summary>
    public static void Run(nint primitive, DnnlArgument[] arguments)
    {
        Dnnl.Check(Dnnl.PrimitiveExecute(
            primitive, Stream, arguments.Length, Marshal.UnsafeAddrOfPinnedArrayElement(arguments, 0)));
        Dnnl.Check(Dnnl.StreamWait(Stream));
    }

    /// <summary>Operands where they cannot move.</summary>
    public static DnnlArgument[] Pin(params ReadOnlySpan<DnnlArgument> arguments)
    {
        var pinned = GC.AllocateArray<DnnlArgument>(arguments.Length, pinned: true);
        arguments.CopyTo(pinned);
        return pinned;
    }

    public void Destroy()
    {
        undo.Reverse();
        undo.ForEach(step => step());
        undo.Clear();
    }

    private static nint CreateEngine()
    {
        Dnnl.Check(Dnnl.EngineCreate(out var engine, Cpu, 0));
        return engine;
    }

    private static nint CreateStream()
    {
        Dnnl.Check(Dnnl.StreamCreate(out var stream, Engine, DefaultStream));
        return stream;
    }
}
