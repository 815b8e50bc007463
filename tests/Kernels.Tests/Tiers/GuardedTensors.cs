using System;
using System.Collections.Generic;
using NormGen.Kernels.Tests.Harness;

namespace NormGen.Kernels.Tests.Tiers;

/// <summary>A trial's tensors, each between guard pages of its own.</summary>
/// <remarks>
/// The calls that set such pages up are Linux's; elsewhere the tensors lie where they are, and the canaries of the memory tests still
/// watch what is written.
/// </remarks>
internal sealed class GuardedTensors : IDisposable
{
    private readonly List<GuardedMemory> memory = [];
    private readonly Arguments arguments;

    /// <summary>Copies the tensors of a trial.</summary>
    /// <param name="trial">The trial.</param>
    /// <param name="atEnd">Whether each touches the page behind it; else the one before.</param>
    public GuardedTensors(Trial trial, bool atEnd)
    {
        arguments = new Arguments(trial);
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        foreach (var name in arguments.Names)
        {
            var tensor = new GuardedMemory(arguments[name].Span, atEnd);
            arguments[name] = tensor.Memory;
            memory.Add(tensor);
        }
    }

    public ReadOnlySpan<float> this[string name] => arguments[name].Span;

    public void Call(Pass pass, Span<byte> quantizedOutput = default) => arguments.Call(pass, quantizedOutput);

    public void Dispose() => memory.ForEach(tensor => tensor.Dispose());
}
