using System;

namespace NormGen.Verification;

/// <summary>
/// Runs the passes of a layer on a trial's data. What a pass is to write holds NaN before, so that an element left out shows; the
/// tensors that it only reads must be what they were.
/// </summary>
internal sealed class LayerCalls(NormalizationLayer layer, TrialTensors trial, TrialLog log)
{
    private readonly float[] input = (float[])trial.Input.Clone();
    private readonly float[] residual = (float[])trial.Residual.Clone();
    private readonly float[] sum = (float[])trial.Sum.Clone();
    private readonly float[] outputGradient = (float[])trial.OutputGradient.Clone();
    private readonly float[] sumGradient = (float[])trial.SumGradient.Clone();

    public TrialTensors Trial => trial;

    public TrialLog Log => log;

    /// <summary>Runs <c>Infer</c>, <c>FrozenInfer</c> or <c>Forward</c>.</summary>
    public float[] Output(Pass pass)
    {
        log.Count(pass);
        var (output, written) = (Unwritten(), trial.Traits.PreAdd ? Unwritten() : []);
        Run(pass, input, residual, output, written);
        log.RequireSameBits(trial, pass, "sum", written, trial.Sum);
        RequireUntouched(pass);
        return output;
    }

    /// <summary>Requires the same bits where outputs replace inputs, in every way that they may.</summary>
    public void RequireSameInPlace(Pass pass, float[] expected)
    {
        foreach (var places in OutputPlaces.Of(trial.Traits))
        {
            var (from, added) = ((float[])input.Clone(), (float[])residual.Clone());
            var output = Choose(places.Output, from, added);
            var written = trial.Traits.PreAdd ? Choose(places.Sum, from, added) : [];
            Run(pass, from, added, output, written);
            log.RequireSameBits(trial, pass, $"output {places}", output, expected);
            log.RequireSameBits(trial, pass, $"sum {places}", written, trial.Sum);
        }
    }

    /// <summary>Runs <c>Backward</c> or <c>InferBackward</c>.</summary>
    public TensorGradients Gradients(Pass pass)
    {
        log.Count(pass);
        var gradients = new TensorGradients(Unwritten(), UnwrittenResidual());
        RunBack(pass, outputGradient, sumGradient, gradients);
        RequireUntouched(pass);
        return gradients;
    }

    /// <summary>Requires the same bits where a gradient that is written replaces one that is read.</summary>
    public void RequireSameInPlace(Pass pass, TensorGradients expected)
    {
        var replaced = (float[])outputGradient.Clone();
        var gradients = new TensorGradients(replaced, UnwrittenResidual());
        RunBack(pass, replaced, sumGradient, gradients);
        RequireSame(pass, gradients, expected, "with the input gradient in place of the output gradient");
        if (trial.Traits.Residual)
        {
            replaced = (float[])outputGradient.Clone();
            gradients = new TensorGradients(Unwritten(), replaced);
            RunBack(pass, replaced, sumGradient, gradients);
            RequireSame(pass, gradients, expected, "with the residual gradient in place of the output gradient");
        }

        if (trial.Traits.PreAdd)
        {
            replaced = (float[])sumGradient.Clone();
            gradients = new TensorGradients(replaced, []);
            RunBack(pass, outputGradient, replaced, gradients);
            RequireSame(pass, gradients, expected, "with the input gradient in place of the sum's gradient");
        }
    }

    private void Run(Pass pass, float[] from, float[] added, float[] output, float[] written)
    {
        var content = LayerContent.Of(layer);
        if (trial.Traits.IsQuantized)
        {
            RunQuantized(pass, from, added, output, written);
        }
        else
        {
            layer.RunPass(
                pass, new PassTensors { Input = from, Residual = added, Output = output, Sum = written, Batch = trial.Batch });
        }

        content.RequireKept(trial, log, pass);
    }

    /// <summary>
    /// Runs a pass whose output are bytes, and gives them as floats. No byte stands for what was not written, so it runs twice,
    /// over different ones; before the second time the sum may have replaced what it is made of, which is kept.
    /// </summary>
    private void RunQuantized(Pass pass, float[] from, float[] added, float[] output, float[] written)
    {
        var (first, second) = (new byte[output.Length], new byte[output.Length]);
        Array.Fill(second, byte.MaxValue);
        var (input, residual, sum) = ((float[])from.Clone(), (float[])added.Clone(), (float[])written.Clone());
        layer.RunPass(pass, new PassTensors { Input = input, Residual = residual, QuantizedOutput = first, Sum = sum, Batch = trial.Batch });
        layer.RunPass(pass, new PassTensors { Input = from, Residual = added, QuantizedOutput = second, Sum = written, Batch = trial.Batch });
        log.RequireSameBits(trial, pass, "quantized output of a second call", Integers(second), Integers(first));
        Integers(first).CopyTo(output, 0);
    }

    private float[] Integers(byte[] bytes) =>
        Array.ConvertAll(bytes, value => trial.Traits.Quantization == Quantization.SByte ? (float)(sbyte)value : value);

    // Where a residual was added first, the pass backward reads the sum for its input, and no residual.
    private void RunBack(Pass pass, float[] gradient, float[] more, TensorGradients gradients)
    {
        var content = LayerContent.Of(layer);
        layer.RunPass(pass, new PassTensors
        {
            Input = trial.Traits.PreAdd ? sum : input,
            Residual = residual,
            OutputGradient = gradient,
            SumGradient = more,
            InputGradient = gradients.Input,
            ResidualGradient = gradients.Residual,
            Batch = trial.Batch,
        });
        content.RequireKept(trial, log, pass);
    }

    private void RequireSame(Pass pass, TensorGradients actual, TensorGradients expected, string how)
    {
        log.RequireSameBits(trial, pass, $"input gradient {how}", actual.Input, expected.Input);
        log.RequireSameBits(trial, pass, $"residual gradient {how}", actual.Residual, expected.Residual);
    }

    private void RequireUntouched(Pass pass)
    {
        log.RequireSameBits(trial, pass, "input, which is only read,", input, trial.Input);
        log.RequireSameBits(trial, pass, "residual, which is only read,", residual, trial.Residual);
        log.RequireSameBits(trial, pass, "sum, which is only read,", sum, trial.Sum);
        log.RequireSameBits(trial, pass, "output gradient, which is only read,", outputGradient, trial.OutputGradient);
        log.RequireSameBits(trial, pass, "gradient of the sum, which is only read,", sumGradient, trial.SumGradient);
    }

    private float[] Choose(OutputPlace place, float[] from, float[] added) => place switch
    {
        OutputPlace.Input => from,
        OutputPlace.Residual => added,
        _ => Unwritten(),
    };

    private float[] UnwrittenResidual() => trial.Traits.Residual ? Unwritten() : [];

    private float[] Unwritten()
    {
        var values = new float[trial.Input.Length];
        Array.Fill(values, float.NaN);
        return values;
    }
}

/// <summary>The gradients by a layer's tensors.</summary>
/// <param name="Input">The gradient by the input.</param>
/// <param name="Residual">The gradient by the residual; empty where there is none.</param>
internal sealed record TensorGradients(float[] Input, float[] Residual);
