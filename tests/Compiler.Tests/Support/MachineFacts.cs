using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.Intrinsics;
using NormGen.Generator.Isas;
using X86 = System.Runtime.Intrinsics.X86;

namespace NormGen.Compiler.Tests.Support;

/// <summary>What the machine that runs the tests can run.</summary>
internal static class MachineFacts
{
    private static readonly Lazy<IReadOnlyList<InstructionSet>> LazyRunnable = new(FindRunnable);

    /// <summary>The instruction sets whose own condition, compiled, holds here.</summary>
    public static IReadOnlyList<InstructionSet> Runnable => LazyRunnable.Value;

    /// <summary>What the processor says, asked directly.</summary>
    public static bool IsExpectedHere(InstructionSet isa) => isa.FloatLanes switch
    {
        16 => Vector512.IsHardwareAccelerated,
        8 => X86.Avx2.IsSupported && X86.Fma.IsSupported,
        _ => true,
    };

    private static List<InstructionSet> FindRunnable()
    {
        var members = InstructionSets.All.Select(isa => $"public static bool {isa.Name}() => {isa.Condition ?? "true"};");
        var text = "using KernelTiers = global::NormGen.Runtime.KernelTiers;\npublic static class Conditions {\n" + string.Join('\n', members) + "\n}\n";
        var assembly = InMemory.Load(InMemory.Compile(text));
        return [.. InstructionSets.All.Where(isa => assembly.Method<Func<bool>>("Conditions", isa.Name)())];
    }
}
