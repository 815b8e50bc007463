using System.Linq;
using NormGen.Generator.Spec;

namespace NormGen.Generator.Emit;

/// <summary>The members of a batch norm layer.</summary>
internal sealed class BatchNormLayer(CodeWriter writer, LayerSpec layer, string kernel)
{
    private const string Input = "global::System.ReadOnlySpan<float> ";
    private const string Output = "global::System.Span<float> ";
    private const string Reference = "global::System.Runtime.InteropServices.MemoryMarshal.GetReference";
    private const string Nested = "Frozen";

    private const string Pool = "global::System.Buffers.ArrayPool<float>.Shared";

    // Tables up to this many floats, a quarter of a small thread's stack, live on the stack of Infer; larger ones are borrowed.
    private const int LargestStackTable = 1 << 16;

    private int Coefficients => KernelCompiler.Tables(layer.Kernel).InferCoefficients;

    private bool TakesInner => layer.Kernel.Inner is null;

    private string BatchParameter => layer.SpatialSizeAtCall ? ", int batch" : "";

    private string BatchArgument => layer.SpatialSizeAtCall ? ", batch" : "";

    private string Sizes => TakesInner ? "(nuint)extent.Outer, (nuint)extent.Inner" : "(nuint)extent.Outer";

    public void Write()
    {
        // No attributes on the class: the user's half may carry the same ones, and most may stand only once.
        using (writer.Braces($"partial class {layer.Target.Name} : global::NormGen.NormalizationLayer"))
        {
            Constants();
            State();
            Parameters();
            Infer();
            Forward();
            Backward();
            Freeze();
        }
    }

    private void Constants()
    {
        Constant("Channels", "The number of channels.", layer.Channels);
        if (!layer.SpatialSizeAtCall)
        {
            Constant("SpatialSize", "The number of positions in a sample.", layer.SpatialSize);
            Constant("ElementsPerSample", "The number of values in a sample.", layer.SpatialSize * layer.Channels);
        }
    }

    private void Constant(string name, string summary, int value)
    {
        writer.Line($"/// <summary>{summary}</summary>");
        writer.Line($"public const int {name} = {Literals.Integer(value)};");
        writer.Line();
    }

    private void State()
    {
        var sizes = string.Concat(layer.SpatialSizes.Select(size => ", " + Literals.Integer(size)));
        writer.Line("private static readonly global::NormGen.Runtime.TensorShape Shape =");
        writer.Line($"    new(\"{layer.Target.Name.TrimStart('@')}\", \"{layer.LayoutDefinition.Letters}\", {Literals.Integer(layer.Channels)}{sizes});");
        writer.Line();
        writer.Line("private readonly global::NormGen.Runtime.BatchNormState state;");
        writer.Line();
        writer.Line("/// <summary>Makes a layer with gamma 1, beta 0, running mean 0 and running variance 1.</summary>");
        using (writer.Braces($"public {layer.Target.Name}() : this(new global::NormGen.Runtime.BatchNormState(Shape, {Literals.Double(layer.Epsilon)}, {Momentum}, {Boolean(layer.Affine)}, {kernel}.Workspace))"))
        {
        }

        writer.Line();
        using (writer.Braces($"private {layer.Target.Name}(global::NormGen.Runtime.BatchNormState state) : base(state)"))
        {
            writer.Line("this.state = state;");
        }
    }

    private string Momentum => double.IsNaN(layer.Momentum) ? "double.NaN" : Literals.Double(layer.Momentum);

    private static string Boolean(bool value) => value ? "true" : "false";

    private void Parameters()
    {
        if (layer.Affine)
        {
            Property(Output, "Gamma", "The scale of each channel; starts at 1.");
            Property(Output, "Beta", "The shift of each channel; starts at 0.");
        }

        Property(Output, "RunningMean", "The running mean of each channel, which Infer subtracts; starts at 0.");
        Property(Output, "RunningVariance", "The running variance of each channel, unbiased, by whose root Infer divides; starts at 1.");
        writer.Line();
        writer.Line("/// <summary>How many batches the running statistics have seen.</summary>");
        using (writer.Braces("public long BatchesTracked"))
        {
            writer.Line("get => state.BatchesTracked;");
            writer.Line("set => state.BatchesTracked = value;");
        }

        if (layer.Affine)
        {
            Property(Output, "GammaGradient", "The gradient of Gamma; overwritten by each Backward.");
            Property(Output, "BetaGradient", "The gradient of Beta; overwritten by each Backward.");
        }

        Property(Input, "SavedMean", "The mean of each channel in the last Forward.");
        Property(Input, "SavedRstd", "1 / sqrt(variance + epsilon) of each channel in the last Forward.");
    }

    private void Property(string type, string name, string summary)
    {
        writer.Line();
        writer.Line($"/// <summary>{summary}</summary>");
        writer.Line($"public {type}{name} => state.{name};");
    }

    private void Infer()
    {
        Summary("Normalizes by the running statistics. Reads only: any number of threads may call it while nobody writes parameters or trains.");
        TensorDocs(("input", "The input, " + ShapeText + "."), ("output", "The output, as long as the input; may be exactly the input."));
        using (writer.Braces($"public void Infer({Input}input, {Output}output{BatchParameter})"))
        {
            Check($"CheckInfer(input, output{BatchArgument})");
            var fitsStack = Coefficients <= LargestStackTable;
            writer.Line(fitsStack
                ? $"global::System.Span<float> coefficients = stackalloc float[{kernel}.Coefficients];"
                : $"var coefficients = {Pool}.Rent({kernel}.Coefficients);");
            writer.Line($"{kernel}.Prepare({Ref("state.Gamma")}, {Ref("state.Beta")}, {Ref("state.RunningMean")}, {Ref("state.RunningVariance")}, ref coefficients[0], state.Epsilon);");
            writer.Line($"{kernel}.Infer({Ref("input")}, {Ref("output")}, ref coefficients[0], {Sizes});");
            if (!fitsStack)
            {
                writer.Line($"{Pool}.Return(coefficients);");
            }
        }
    }

    private void Forward()
    {
        Summary("Training: normalizes by the statistics of the input, saves them and updates the running statistics.");
        TensorDocs(("input", "The input, " + ShapeText + "; more than one value per channel."), ("output", "The output, as long as the input; may be exactly the input."));
        using (writer.Braces($"public void Forward({Input}input, {Output}output{BatchParameter})"))
        {
            Check($"CheckForward(input, output{BatchArgument})");
            writer.Line($"{kernel}.Forward(");
            writer.Line($"    {Ref("input")}, {Ref("output")}, {Ref("state.Gamma")}, {Ref("state.Beta")},");
            writer.Line($"    {Ref("state.Mean")}, {Ref("state.Variance")}, {Ref("state.Sums")}, {Ref("state.Coefficients")}, state.Epsilon, {Sizes});");
            writer.Line("state.CompleteForward(extent);");
        }
    }

    private void Backward()
    {
        Summary("The gradients of the last Forward, on the same input: by the input, and by gamma and beta.");
        TensorDocs(
            ("input", "The input of the last Forward, unchanged."),
            ("outputGradient", "The gradient of the loss by the output."),
            ("inputGradient", "Where the gradient by the input goes; may be exactly outputGradient."));
        using (writer.Braces($"public void Backward({Input}input, {Input}outputGradient, {Output}inputGradient{BatchParameter})"))
        {
            Check($"CheckBackward(input, outputGradient, inputGradient{BatchArgument})");
            writer.Line($"{kernel}.Backward(");
            writer.Line($"    {Ref("input")}, {Ref("outputGradient")}, {Ref("inputGradient")}, {Ref("state.Gamma")}, {Ref("state.Beta")},");
            writer.Line($"    {Ref("state.Mean")}, {Ref("state.Variance")}, {Ref("state.GammaGradient")}, {Ref("state.BetaGradient")},");
            writer.Line($"    {Ref("state.Sums")}, {Ref("state.Coefficients")}, state.Epsilon, {Sizes});");
        }
    }

    private void Freeze()
    {
        Summary("An immutable, thread-safe copy for inference, with the work that does not depend on the input done.");
        using (writer.Braces($"public {Nested} Freeze()"))
        {
            writer.Line($"return new {Nested}(state);");
        }

        Summary($"Inference with the parameters and running statistics of a {layer.Target.Name.TrimStart('@')} as they were when it was frozen.");
        using (writer.Braces($"public sealed class {Nested}"))
        {
            writer.Line("private readonly global::NormGen.Runtime.FrozenBatchNorm state;");
            writer.Line();
            using (writer.Braces($"internal {Nested}(global::NormGen.Runtime.BatchNormState layer)"))
            {
                writer.Line($"state = new global::NormGen.Runtime.FrozenBatchNorm(Shape, {kernel}.Coefficients);");
                writer.Line($"{kernel}.Prepare({Ref("layer.Gamma")}, {Ref("layer.Beta")}, {Ref("layer.RunningMean")}, {Ref("layer.RunningVariance")}, {Ref("state.Coefficients")}, layer.Epsilon);");
            }

            Summary("Normalizes with the bits of the layer's Infer.");
            TensorDocs(("input", "The input, " + ShapeText + "."), ("output", "The output, as long as the input; may be exactly the input."));
            using (writer.Braces($"public void Infer({Input}input, {Output}output{BatchParameter})"))
            {
                Check($"CheckInfer(input, output{BatchArgument})");
                writer.Line($"{kernel}.Infer({Ref("input")}, {Ref("output")}, {Ref("state.Coefficients")}, {Sizes});");
            }
        }
    }

    private void Check(string call)
    {
        writer.Line($"var extent = state.{call};");
        using (writer.Braces("if (extent.IsEmpty)"))
        {
            writer.Line("return;");
        }

        writer.Line();
    }

    private void Summary(string text)
    {
        writer.Line();
        writer.Line($"/// <summary>{text}</summary>");
    }

    private void TensorDocs(params (string Name, string Text)[] parameters)
    {
        foreach (var (name, text) in parameters)
        {
            writer.Line($"/// <param name=\"{name}\">{text}</param>");
        }

        if (layer.SpatialSizeAtCall)
        {
            writer.Line("/// <param name=\"batch\">The number of samples.</param>");
        }
    }

    private string ShapeText
    {
        get
        {
            var sizes = layer.SpatialSizes.Count == 0 ? "" : ": " + string.Join(" x ", Sized());
            return layer.LayoutDefinition.Letters + sizes;
        }
    }

    private string[] Sized()
    {
        var spatial = 0;
        return
        [
            .. layer.LayoutDefinition.Axes.Select(axis => axis switch
            {
                Layouts.Axis.Batch => "batch",
                Layouts.Axis.Channel => Literals.Integer(layer.Channels),
                _ => Literals.Integer(layer.SpatialSizes[spatial++]),
            }),
        ];
    }

    private static string Ref(string span) => $"ref {Reference}({span})";
}
