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
    private readonly float[] outputGradient = (float[])trial.OutputGradient.Clone();

    public TrialTensors Trial => trial;

    public TrialLog Log => log;

    private bool HasResidual => residual.Length > 0;

    /// <summary>Runs <c>Infer</c>, <c>FrozenInfer</c> or <c>Forward</c>.</summary>
    public float[] Output(Pass pass)
    {
        log.Count(pass);
        var output = Unwritten();
        Run(pass, input, residual, output);
        RequireUntouched(pass);
        return output;
    }

    /// <summary>Requires the same bits where the output replaces the input, and where it replaces the residual.</summary>
    public void RequireSameInPlace(Pass pass, float[] expected)
    {
        var replaced = (float[])input.Clone();
        Run(pass, replaced, residual, replaced);
        log.RequireSameBits(trial, pass, "output in place of the input", replaced, expected);
        if (HasResidual)
        {
            replaced = (float[])residual.Clone();
            Run(pass, input, replaced, replaced);
            log.RequireSameBits(trial, pass, "output in place of the residual", replaced, expected);
        }
    }

    /// <summary>Runs <c>Backward</c> or <c>InferBackward</c>.</summary>
    public TensorGradients Gradients(Pass pass)
    {
        log.Count(pass);
        var gradients = new TensorGradients(Unwritten(), HasResidual ? Unwritten() : []);
        RunBack(pass, outputGradient, gradients);
        RequireUntouched(pass);
        return gradients;
    }

    /// <summary>Requires the same bits where either gradient replaces that of the output.</summary>
    public void RequireSameInPlace(Pass pass, TensorGradients expected)
    {
        var replaced = (float[])outputGradient.Clone();
        var gradients = new TensorGradients(replaced, HasResidual ? Unwritten() : []);
        RunBack(pass, replaced, gradients);
        RequireSame(pass, gradients, expected, "with the input gradient in place of the output gradient");
        if (HasResidual)
        {
            replaced = (float[])outputGradient.Clone();
            gradients = new TensorGradients(Unwritten(), replaced);
            RunBack(pass, replaced, gradients);
            RequireSame(pass, gradients, expected, "with the residual gradient in place of the output gradient");
        }
    }

    private void Run(Pass pass, float[] from, float[] added, float[] output) => layer.RunPass(
        pass, new PassTensors { Input = from, Residual = added, Output = output, Batch = trial.Batch });

    private void RunBack(Pass pass, float[] gradient, TensorGradients gradients) => layer.RunPass(pass, new PassTensors
    {
        Input = input,
        Residual = residual,
        OutputGradient = gradient,
        InputGradient = gradients.Input,
        ResidualGradient = gradients.Residual,
        Batch = trial.Batch,
    });

    private void RequireSame(Pass pass, TensorGradients actual, TensorGradients expected, string how)
    {
        log.RequireSameBits(trial, pass, $"input gradient {how}", actual.Input, expected.Input);
        log.RequireSameBits(trial, pass, $"residual gradient {how}", actual.Residual, expected.Residual);
    }

    private void RequireUntouched(Pass pass)
    {
        log.RequireSameBits(trial, pass, "input, which is only read,", input, trial.Input);
        log.RequireSameBits(trial, pass, "residual, which is only read,", residual, trial.Residual);
        log.RequireSameBits(trial, pass, "output gradient, which is only read,", outputGradient, trial.OutputGradient);
    }

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
