using NormGen.Kernels.Tests.Support;
using NormGen.Reference;

namespace NormGen.Kernels.Tests.Harness;

/// <summary>One layer with data for one call: what most tests start from.</summary>
internal sealed class Trial
{
    private NormalizedInput? normalized;

    public Trial(LayerCase layer, int batch, int positions, Fill fill, GradientFill? gradientFill = null, int seed = 5)
    {
        Case = layer;
        Batch = batch;
        View = layer.View(batch, positions);
        Layer = layer.Create().WithParameters();
        Input = fill.Make(View, seed);
        OutputGradient = (gradientFill ?? GradientFills.Normal).Make(Input, View, layer.Epsilon);
        Output = new float[View.Length];
        InputGradient = new float[View.Length];
    }

    public LayerCase Case { get; }

    public int Batch { get; }

    public TensorView View { get; }

    public LayerUnderTest Layer { get; }

    public float[] Input { get; }

    /// <summary>The input as it is when this is first asked for.</summary>
    public NormalizedInput Normalized => normalized ??= new NormalizedInput(Input, View, Case.Epsilon);

    public float[] OutputGradient { get; }

    public float[] Output { get; }

    public float[] InputGradient { get; }

    /// <summary>Gives the layer the running statistics of the input, so that inference sees values like its own.</summary>
    public Trial WithRunningStatisticsOfInput()
    {
        var statistics = Normalized.Statistics;
        for (var channel = 0; channel < View.Channels; channel++)
        {
            Layer.Statistics.RunningMean[channel] = (float)statistics.Mean[channel];
            Layer.Statistics.RunningVariance[channel] = (float)statistics.Variance[channel];
        }

        return this;
    }

    public Trial Infer()
    {
        Layer.Infer(Input, Output, Batch);
        return this;
    }

    public Trial InferFrozen()
    {
        Layer.Freeze()(Input, Output, Batch);
        return this;
    }

    public Trial Forward()
    {
        Layer.Forward(Input, Output, Batch);
        return this;
    }

    public Trial Backward()
    {
        Layer.Backward(Input, OutputGradient, InputGradient, Batch);
        return this;
    }

    /// <summary>The output gradient before the activation, with the derivative that the output itself tells.</summary>
    /// <remarks>Within the bound of a kink either derivative is right, but it must be that of the output that was given.</remarks>
    public float[] GradientBeforeActivation()
    {
        var gradient = (float[])OutputGradient.Clone();
        for (var index = 0; index < gradient.Length; index++)
        {
            gradient[index] = Case.Activation == Activation.Relu && Output[index] == 0 ? 0 : gradient[index];
        }

        return gradient;
    }
}
