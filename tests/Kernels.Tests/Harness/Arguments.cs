using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace NormGen.Kernels.Tests.Harness;

/// <summary>The arguments of a trial's call by their names, for tests that replace some of them by wrong ones.</summary>
internal sealed class Arguments(Trial trial)
{
    private readonly Dictionary<string, Memory<float>> tensors = new(StringComparer.Ordinal)
    {
        ["input"] = trial.Input,
        ["residual"] = trial.Residual,
        ["output"] = trial.Output,
        ["outputGradient"] = trial.OutputGradient,
        ["inputGradient"] = trial.InputGradient,
        ["residualGradient"] = trial.ResidualGradient,
    };

    public int Batch { get; set; } = trial.Batch;

    public Memory<float> this[string name]
    {
        get => tensors[name];
        set => tensors[name] = value;
    }

    /// <summary>The tensors that a pass takes.</summary>
    public IReadOnlyList<string> Of(Pass pass)
    {
        string[] names = pass is Pass.Backward or Pass.InferBackward
            ? ["input", "residual", "outputGradient", "inputGradient", "residualGradient"]
            : ["input", "residual", "output"];
        return [.. names.Where(name => trial.Case.Residual || !name.StartsWith("residual", StringComparison.Ordinal))];
    }

    /// <summary>The arguments with all tensors new, of some length.</summary>
    public Arguments OfLength(int length)
    {
        foreach (var name in tensors.Keys.ToArray())
        {
            tensors[name] = new float[length];
        }

        return this;
    }

    public Arguments With(string name, Memory<float> tensor)
    {
        tensors[name] = tensor;
        return this;
    }

    public Arguments WithBatch(int batch)
    {
        Batch = batch;
        return this;
    }

    public void Call(Pass pass) => trial.Layer.Layer.RunPass(pass, new PassTensors
    {
        Input = this["input"].Span,
        Residual = this["residual"].Span,
        Output = this["output"].Span,
        OutputGradient = this["outputGradient"].Span,
        InputGradient = this["inputGradient"].Span,
        ResidualGradient = this["residualGradient"].Span,
        Batch = Batch,
    });

    /// <summary>Requires the call to be refused on account of an argument, with nothing written.</summary>
    public ArgumentException RequireRefused(Pass pass, params string[] parameters)
    {
        var exception = RequireNothingWritten<ArgumentException>(pass);
        Assert.Contains(exception.ParamName, parameters);
        return exception;
    }

    /// <summary>Requires an exception that names the layer and the shape, and nothing written, neither tensors nor layer.</summary>
    public T RequireNothingWritten<T>(Pass pass)
        where T : Exception
    {
        var state = trial.Layer.Snapshot();
        var before = tensors.ToDictionary(tensor => tensor.Key, tensor => tensor.Value.ToArray());
        var exception = Assert.Throws<T>(() => Call(pass));
        Assert.Equal(state, trial.Layer.Snapshot());
        foreach (var (name, values) in before)
        {
            Bits.RequireEqual(values, tensors[name].Span, name);
        }

        Assert.Contains(trial.Case.Name, exception.Message, StringComparison.Ordinal);
        Assert.Contains($"{trial.Case.Layout} [", exception.Message, StringComparison.Ordinal);
        return exception;
    }
}
