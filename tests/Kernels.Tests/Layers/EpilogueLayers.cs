namespace NormGen.Kernels.Tests.Layers;

// Each layer with a function of the user's stands beside a plain one, which computes what the function is applied to.

[BatchNorm(64, Layout = Layout.NHWC, Height = 7, Width = 7, Residual = true, Epilogue = typeof(SoftSign))]
public partial class BatchWithSoftSign;

[BatchNorm(64, Layout = Layout.NHWC, Height = 7, Width = 7, Residual = true)]
public partial class BatchWithSoftSignPlain;

[BatchNorm(3, Layout = Layout.NHWC, Epilogue = typeof(Ramp))]
public partial class BatchPackedWithRamp;

[BatchNorm(3, Layout = Layout.NHWC)]
public partial class BatchPackedWithRampPlain;

[BatchNorm(12, Height = 7, Width = 7, Epilogue = typeof(EveryMember))]
public partial class BatchPlanesWithEveryMember;

[BatchNorm(12, Height = 7, Width = 7)]
public partial class BatchPlanesWithEveryMemberPlain;

[BatchNorm(5, Residual = true, Epilogue = typeof(SoftSign))]
public partial class BatchAtCallWithSoftSign;

[BatchNorm(5, Residual = true)]
public partial class BatchAtCallWithSoftSignPlain;

[BatchNorm(24, Layout = Layout.NC, Dialect = Dialect.Keras, Epilogue = typeof(Ramp))]
public partial class BatchDenseWithRamp;

[BatchNorm(24, Layout = Layout.NC, Dialect = Dialect.Keras)]
public partial class BatchDenseWithRampPlain;

[GroupNorm(4, 16, Layout = Layout.NHWC, Height = 7, Width = 7, Epilogue = typeof(EveryMember))]
public partial class GroupWithEveryMember;

[GroupNorm(4, 16, Layout = Layout.NHWC, Height = 7, Width = 7)]
public partial class GroupWithEveryMemberPlain;

[GroupNorm(2, 6, Height = 5, Width = 3, Residual = true, Epilogue = typeof(Ramp))]
public partial class GroupPlanesWithRamp;

[GroupNorm(2, 6, Height = 5, Width = 3, Residual = true)]
public partial class GroupPlanesWithRampPlain;

[InstanceNorm(7, Layout = Layout.NLC, Affine = false, Epilogue = typeof(SoftSign))]
public partial class InstanceWithSoftSign;

[InstanceNorm(7, Layout = Layout.NLC, Affine = false)]
public partial class InstanceWithSoftSignPlain;

[InstanceNorm(4, Layout = Layout.NCL, Length = 100, Epilogue = typeof(EveryMember))]
public partial class InstancePlanesWithEveryMember;

[InstanceNorm(4, Layout = Layout.NCL, Length = 100)]
public partial class InstancePlanesWithEveryMemberPlain;

[LayerNorm(48, Epilogue = typeof(EveryMember))]
public partial class LayerWithEveryMember;

[LayerNorm(48)]
public partial class LayerWithEveryMemberPlain;

[LayerNorm(50, PreAdd = true, Epilogue = typeof(Ramp))]
public partial class LayerOfSumsWithRamp;

[LayerNorm(50, PreAdd = true)]
public partial class LayerOfSumsWithRampPlain;

[LayerNorm(3, 5, Residual = true, Epilogue = typeof(SoftSign))]
public partial class LayerResidualWithSoftSign;

[LayerNorm(3, 5, Residual = true)]
public partial class LayerResidualWithSoftSignPlain;

[RmsNorm(100, UnitOffset = true, Epilogue = typeof(SoftSign))]
public partial class RmsWithSoftSign;

[RmsNorm(100, UnitOffset = true)]
public partial class RmsWithSoftSignPlain;

[RmsNorm(33, PreAdd = true, Epilogue = typeof(EveryMember))]
public partial class RmsOfSumsWithEveryMember;

[RmsNorm(33, PreAdd = true)]
public partial class RmsOfSumsWithEveryMemberPlain;

[BatchNorm(40, Layout = Layout.NHWC, Height = 3, Width = 3, Passes = Passes.Inference, Epilogue = typeof(Ramp))]
public partial class BatchInferenceWithRamp;

[BatchNorm(40, Layout = Layout.NHWC, Height = 3, Width = 3, Passes = Passes.Inference)]
public partial class BatchInferenceWithRampPlain;

[BatchNorm(32, Layout = Layout.NHWC, Height = 3, Width = 3, Epilogue = typeof(QuickGelu))]
public partial class BatchGatedWithQuickGelu;

[BatchNorm(32, Layout = Layout.NHWC, Height = 3, Width = 3)]
public partial class BatchGatedWithQuickGeluPlain;

[LayerNorm(64, Residual = true, Epilogue = typeof(QuickGelu))]
public partial class LayerGatedWithQuickGelu;

[LayerNorm(64, Residual = true)]
public partial class LayerGatedWithQuickGeluPlain;

[BatchNorm(24, Layout = Layout.NC, Passes = Passes.Inference, Epilogue = typeof(BuiltIn))]
public partial class BuiltInWithBuiltIn;

[BatchNorm(24, Layout = Layout.NC, Passes = Passes.Inference)]
public partial class BuiltInWithBuiltInPlain;

[LayerNorm(256, Passes = Passes.Inference, Epilogue = typeof(SoftSign))]
public partial class LayerInferenceWithSoftSign;

[LayerNorm(256, Passes = Passes.Inference)]
public partial class LayerInferenceWithSoftSignPlain;

[BatchNorm(24, Layout = Layout.NC, Passes = Passes.Inference, Activation = Activation.Sigmoid)]
public partial class BuiltInSigmoid;

[BatchNorm(24, Layout = Layout.NC, Passes = Passes.Inference, Activation = Activation.Tanh)]
public partial class BuiltInTanh;
